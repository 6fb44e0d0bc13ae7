package io.wrapped.state.rollup;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.rollup.Exclusions.Held;

/** The encoding of a listener's {@link Exclusions}. */
public final class ExclusionsCodec {
    /** The version that is written. */
    public static final int VERSION = 2;

    /** Where version 1 did not say when the broker was given a record. */
    private static final long LONG_AGO = 0;

    private static final Exclusion.Target[] TARGETS = Exclusion.Target.values();

    private ExclusionsCodec() {}

    /** Writes exclusions; the user id is the key that they are stored under. */
    public static byte[] encode(Exclusions exclusions) {
        ByteWriter out = new ByteWriter(64);
        out.writeByte(VERSION);
        out.writeCount(exclusions.held().size());
        for (Held held : exclusions.held()) {
            Exclusion exclusion = held.exclusion();
            out.writeByte(exclusion.target().ordinal() << 1 | (exclusion.excluded() ? 1 : 0));
            out.writeString(exclusion.targetId());
            out.writeSigned(exclusion.changedAt());
            out.writeSigned(held.appendedAt());
        }
        return out.toByteArray();
    }

    /**
     * Reads exclusions.
     *
     * @throws IllegalStateException when a newer release wrote them, or they are corrupt
     */
    public static Exclusions decode(String userId, byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        int version = in.readVersion("exclusions", VERSION);
        Exclusions exclusions = new Exclusions();
        for (int left = in.readInt(); left > 0; left--) {
            int head = in.readByte();
            Exclusion exclusion =
                    new Exclusion(
                            userId,
                            TARGETS[head >> 1],
                            in.readString(),
                            (head & 1) == 1,
                            in.readSigned());
            exclusions.apply(exclusion, version < 2 ? LONG_AGO : in.readSigned());
        }
        return exclusions;
    }
}
