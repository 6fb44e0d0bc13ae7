package io.wrapped.state.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes and reads one type of state in a compact encoding with a version. Every version ever
 * released stays readable; only the newest is written.
 */
public interface Codec<T> {

    /** Names the type in a savepoint; never changes. */
    String id();

    /** The version that is written, from 1. */
    int version();

    void write(T value, DataOutput output) throws IOException;

    /**
     * Reads what a codec of that version wrote.
     *
     * @param version at most {@link #version()}
     */
    T read(DataInput input, int version) throws IOException;
}
