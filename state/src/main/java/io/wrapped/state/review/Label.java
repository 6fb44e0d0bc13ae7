package io.wrapped.state.review;

import io.wrapped.state.rollup.IdHash;
import org.jspecify.annotations.Nullable;

/**
 * The id of a song, an artist, a genre or a show, with the name that a content gives it. Spelled as
 * JSON once: many listeners' documents show the same labels.
 */
final class Label {
    private static final int JSON_BYTES = 256;

    private final long key;
    private final long nameKey;
    private final String id;
    private final @Nullable String name;
    private byte @Nullable [] idAndNameJson;
    private byte @Nullable [] nameJson;

    Label(long key, String id, @Nullable String name, long nameKey) {
        this.key = key;
        this.id = id;
        this.name = name;
        this.nameKey = nameKey;
    }

    static Label of(String id, @Nullable String name) {
        return new Label(IdHash.of(id), id, name, name == null ? 0 : IdHash.of(name));
    }

    /** 64-bit hash of the id: labels with one key are one. */
    long key() {
        return key;
    }

    String id() {
        return id;
    }

    /** Null where unknown. */
    @Nullable String name() {
        return name;
    }

    /** 64-bit hash of the name, 0 where unknown. */
    long nameKey() {
        return nameKey;
    }

    /** The fields {@code id} and {@code name}, see {@link JsonWriter#fields}; not to be changed. */
    byte[] idAndNameJson() {
        if (idAndNameJson == null) {
            idAndNameJson =
                    new JsonWriter(JSON_BYTES).field("id", id).field("name", name).toBytes();
        }
        return idAndNameJson;
    }

    /** The name as a value, see {@link JsonWriter#value}; not to be changed. */
    byte[] nameJson() {
        if (nameJson == null) {
            nameJson = new JsonWriter(JSON_BYTES).element(name).toBytes();
        }
        return nameJson;
    }
}
