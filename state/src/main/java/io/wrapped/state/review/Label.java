package io.wrapped.state.review;

import io.wrapped.state.rollup.IdHash;
import org.jspecify.annotations.Nullable;

/**
 * The id of a song, an artist, a genre or a show, with the name that a content gives it.
 *
 * @param key 64-bit hash of the id: labels with one key are one
 * @param name null where unknown
 * @param nameKey 64-bit hash of the name, 0 where unknown
 */
record Label(long key, String id, @Nullable String name, long nameKey) {

    static Label of(String id, @Nullable String name) {
        return new Label(IdHash.of(id), id, name, name == null ? 0 : IdHash.of(name));
    }
}
