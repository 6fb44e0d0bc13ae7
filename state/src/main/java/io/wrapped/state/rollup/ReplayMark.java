package io.wrapped.state.rollup;

/**
 * How far a listener's replay has come.
 *
 * @param replayId which one it is
 * @param token of the start of the task that began it
 * @param begunAt when it began, epoch milliseconds
 * @param catalogueTime up to which broker time the live reviews knew the catalogue then
 * @param next which plays are to come next, counted from 0
 */
public record ReplayMark(String replayId, long token, long begunAt, long catalogueTime, int next) {
    /** The version that is written. */
    public static final int VERSION = 1;

    /** After the plays that were to come next. */
    public ReplayMark advanced() {
        return new ReplayMark(replayId, token, begunAt, catalogueTime, next + 1);
    }

    /** Writes it. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(64);
        out.writeByte(VERSION).writeString(replayId);
        out.writeCount(token);
        out.writeSigned(begunAt);
        out.writeLong(catalogueTime);
        out.writeCount(next);
        return out.toByteArray();
    }

    /**
     * Reads it.
     *
     * @throws IllegalStateException when a newer release wrote it, or it is corrupt
     */
    public static ReplayMark decode(byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        in.readVersion("a replay's mark", VERSION);
        return new ReplayMark(
                in.readString(), in.readCount(), in.readSigned(), in.readLong(), in.readInt());
    }
}
