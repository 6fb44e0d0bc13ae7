package io.wrapped.state.rollup;

/**
 * What the last replay of a listener came to.
 *
 * @param replayId which one it was
 * @param changedDates how many dates it changed
 */
public record ReplayEnd(String replayId, int changedDates) {
    /** The version that is written. */
    public static final int VERSION = 1;

    /** Writes it. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(48);
        out.writeByte(VERSION).writeString(replayId);
        out.writeCount(changedDates);
        return out.toByteArray();
    }

    /**
     * Reads it.
     *
     * @throws IllegalStateException when a newer release wrote it, or it is corrupt
     */
    public static ReplayEnd decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        in.readVersion("a replay's end", VERSION);
        return new ReplayEnd(in.readString(), in.readInt());
    }
}
