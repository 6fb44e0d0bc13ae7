package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Source;
import org.jspecify.annotations.Nullable;

/**
 * A content as a listener played it. Streams that agree in kind, content, names and context share
 * one item and so one number in the listener's day rollups; exclusions and names need no more of a
 * stream than this.
 *
 * @param contentHash of the content_uri (see {@link IdHash})
 * @param contentUri null where only the catalogue keeps it
 * @param source the names that the play carried, null where it carried none
 * @param contextHash of the context_uri, {@link #NO_CONTEXT} without one. The uri itself is in no
 *     document
 */
public record Item(
        Kind kind,
        long contentHash,
        @Nullable String contentUri,
        @Nullable Source source,
        long contextHash) {

    /** Stands for the hash of a context that is not there. */
    public static final long NO_CONTEXT = 0;
}
