package io.wrapped.state.review;

import org.jspecify.annotations.Nullable;

/** The catalogue as it is at the moment a review is computed. */
@FunctionalInterface
public interface Catalogue {

    /**
     * A content, or null where the catalogue never had a record of it. One whose record was taken
     * back is there and says nothing.
     *
     * @param contentHash 64-bit hash of the content's uri
     */
    @Nullable Content find(long contentHash);
}
