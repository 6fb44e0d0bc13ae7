package io.wrapped.jobs.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file cannot be read, or is not of its format; the message names the file and the place. */
public final class ImportFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    ImportFailedException(String file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
    }

    ImportFailedException(String file, String problem) {
        this(file, problem, null);
    }
}
