package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.Codec;
import io.wrapped.state.rollup.Codecs;

/** The types with an encoding of their own. */
public enum StateType {
    DAY_ROLLUP(Codecs.DAY_ROLLUP, false),
    ITEMS(Codecs.ITEMS, false),
    SEEN_EVENTS(Codecs.SEEN, false),
    EXCLUSIONS(Codecs.EXCLUSIONS, false),
    LISTENER(Codecs.LISTENER, false),
    PLAY_EVENT(Codecs.PLAY_EVENT, true);

    private final Codec<?> codec;
    private final boolean immutable;

    StateType(Codec<?> codec, boolean immutable) {
        this.codec = codec;
        this.immutable = immutable;
    }

    Codec<?> codec() {
        return codec;
    }

    boolean immutable() {
        return immutable;
    }

    static StateType ofId(String id) {
        for (StateType type : values()) {
            if (type.codec.id().equals(id)) {
                return type;
            }
        }
        throw new IllegalStateException(
                "The savepoint holds a type \"" + id + "\", which this job does not know.");
    }
}
