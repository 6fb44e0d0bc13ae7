package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of plays on their way into a listener's rollups. Encoded plays are simply put behind
 * one another; the user id is not among what is written, since they travel and wait by listener.
 */
public final class PlayCodec {
    /** The version that is written, which whoever keeps encoded plays keeps with them. */
    public static final int VERSION = 1;

    private static final Kind[] KINDS = Kind.values();
    private static final int KIND = 3;
    private static final int OFFSET = 1 << 2;
    private static final int CONTEXT = 1 << 3;
    private static final int SOURCE = 1 << 4;
    private static final int ORIGIN = 1 << 5;

    private PlayCodec() {}

    /** Writes a play in about 70 bytes, half of them its content_uri. */
    public static byte[] encode(PlayEvent play) {
        Integer offset = play.utcOffsetMinutes();
        Origin origin = play.origin();
        int flags = play.kind().ordinal();
        flags |= offset == null ? 0 : OFFSET;
        flags |= play.contextHash() == Item.NO_CONTEXT ? 0 : CONTEXT;
        flags |= play.source() == null ? 0 : SOURCE;
        flags |= origin == null ? 0 : ORIGIN;
        ByteWriter out = new ByteWriter(96);
        out.writeByte(flags);
        out.writeLong(play.eventHash());
        out.writeString(play.contentUri());
        out.writeSigned(play.endedAt());
        out.writeSigned(play.appendedAt() - play.endedAt());
        out.writeCount(play.msPlayed());
        if (offset != null) {
            out.writeSigned(offset);
        }
        if ((flags & CONTEXT) != 0) {
            out.writeLong(play.contextHash());
        }
        if ((flags & SOURCE) != 0) {
            Items.writeSource(play.source(), out);
        }
        if (origin != null) {
            out.writeString(origin.importId());
            out.writeString(origin.topic());
            out.writeCount(origin.partition());
            out.writeCount(origin.offset());
        }
        return out.toByteArray();
    }

    /**
     * Reads plays of one listener, each when it is asked for: there may be very many.
     *
     * @param version that they were written in
     * @param from where in {@code encoded} the first one begins
     * @throws IllegalStateException when a newer release wrote them; the iterator throws it when
     *     they are corrupt
     */
    public static Iterable<PlayEvent> decode(String userId, int version, byte[] encoded, int from) {
        if (version < 1 || version > VERSION) {
            throw new IllegalStateException(
                    "plays of version "
                            + version
                            + " cannot be read, this release knows versions 1 to "
                            + VERSION);
        }
        return () -> new Decoded(userId, encoded, from);
    }

    private static final class Decoded implements Iterator<PlayEvent> {
        private final String userId;
        private final ByteReader in;

        Decoded(String userId, byte[] encoded, int from) {
            this.userId = userId;
            in = new ByteReader(encoded);
            in.skip(from);
        }

        @Override
        public boolean hasNext() {
            return !in.atEnd();
        }

        @Override
        public PlayEvent next() {
            if (in.atEnd()) {
                throw new NoSuchElementException("no more plays");
            }
            return read(userId, in);
        }
    }

    private static PlayEvent read(String userId, ByteReader in) {
        int flags = in.readByte();
        long eventHash = in.readLong();
        String contentUri = in.readString();
        long endedAt = in.readSigned();
        long appendedAt = endedAt + in.readSigned();
        return new PlayEvent(
                userId,
                eventHash,
                KINDS[flags & KIND],
                contentUri,
                endedAt,
                in.readInt(),
                (flags & OFFSET) == 0 ? null : Integer.valueOf((int) in.readSigned()),
                (flags & CONTEXT) == 0 ? Item.NO_CONTEXT : in.readLong(),
                (flags & SOURCE) == 0 ? null : Items.readSource(in),
                appendedAt,
                (flags & ORIGIN) == 0 ? null : readOrigin(in));
    }

    private static @Nullable Origin readOrigin(ByteReader in) {
        return new Origin(in.readString(), in.readString(), in.readInt(), in.readCount());
    }
}
