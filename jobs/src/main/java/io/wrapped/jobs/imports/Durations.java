package io.wrapped.jobs.imports;

import org.jspecify.annotations.Nullable;

/** The catalogue's lengths, for scrobbles, which do not say how long was listened. */
@FunctionalInterface
public interface Durations {

    /** Milliseconds, or null where the catalogue does not know the content or its length. */
    @Nullable Long of(String contentUri);
}
