package io.wrapped.operators.serialization;

import io.wrapped.state.rollup.ExclusionsCodec;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.ReplayEnd;
import io.wrapped.state.rollup.ReplayMark;

/**
 * What keyed state holds, each in an encoding of its own that begins with its version. Ids stand in
 * savepoints and never change.
 */
public enum StateType {
    LISTENER("listener", ListenerCodec.VERSION),
    SETTLED_PART("settled-part", ListenerFold.VERSION),
    PLAYS("plays", PlayCodec.VERSION),
    EXCLUSIONS("exclusions", ExclusionsCodec.VERSION),
    REPLAY_MARK("replay-mark", ReplayMark.VERSION),
    REPLAY_END("replay-end", ReplayEnd.VERSION);

    private final String id;
    private final int version;

    StateType(String id, int version) {
        this.id = id;
        this.version = version;
    }

    /** Its name in savepoints. */
    public String id() {
        return id;
    }

    /** The newest version that this release reads, and the one that it writes. */
    public int version() {
        return version;
    }

    static StateType ofId(String id) {
        for (StateType type : values()) {
            if (type.id.equals(id)) {
                return type;
            }
        }
        throw new IllegalStateException(
                "The savepoint holds a type \"" + id + "\", which this job does not know.");
    }
}
