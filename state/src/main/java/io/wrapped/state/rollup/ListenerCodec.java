package io.wrapped.state.rollup;

import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.Listener.EarlierZone;
import java.util.Arrays;
import java.util.Map;

/** The encoding of a {@link Listener}. */
public final class ListenerCodec {
    /** The version that is written. */
    public static final int VERSION = 2;

    private static final int STREAMED = 1;
    private static final int ERASED = 1 << 1;
    private static final int ALL_TOUCHED = 1 << 2;
    private static final int PROFILE = 1 << 3;
    private static final int ERASED_AT = 1 << 4;
    private static final int TOLD = 1 << 5;
    private static final int REVIEWED = 1 << 6;

    /** Since version 2. */
    private static final int EARLIER_ZONES = 1 << 7;

    private ListenerCodec() {}

    /** Writes a listener; the user id is the key that it is stored under. */
    public static byte[] encode(Listener listener) {
        Profile profile = listener.profile;
        int flags = listener.streamed ? STREAMED : 0;
        flags |= listener.erased ? ERASED : 0;
        flags |= listener.allTouched ? ALL_TOUCHED : 0;
        flags |= profile == null ? 0 : PROFILE;
        flags |= listener.erasedAt == Long.MIN_VALUE ? 0 : ERASED_AT;
        flags |= listener.handledTriggerOffset < 0 ? 0 : TOLD;
        flags |= listener.catalogueTime == Long.MIN_VALUE ? 0 : REVIEWED;
        flags |= listener.earlierZones.isEmpty() ? 0 : EARLIER_ZONES;
        ByteWriter out = new ByteWriter(256 + listener.recent.events().size() * 14);
        out.writeByte(VERSION).writeByte(flags);
        if (profile != null) {
            out.writeString(profile.zone());
            out.writeNullable(profile.birthMonthDay());
            out.writeNullable(profile.locale());
            out.writeNullable(profile.country());
        }
        if ((flags & EARLIER_ZONES) != 0) {
            out.writeCount(listener.earlierZones.size());
            for (EarlierZone earlier : listener.earlierZones) {
                out.writeSigned(earlier.until());
                out.writeNullable(earlier.zone());
            }
        }
        out.writeCount(listener.version);
        if ((flags & ERASED_AT) != 0) {
            out.writeSigned(listener.erasedAt);
        }
        if ((flags & TOLD) != 0) {
            out.writeSigned(listener.handledTriggerTime);
            out.writeCount(listener.handledTriggerOffset);
        }
        if ((flags & REVIEWED) != 0) {
            out.writeSigned(listener.catalogueTime);
        }
        out.writeCount(listener.reviewsEpoch);
        out.writeCount(listener.liveReviews.size());
        for (Map.Entry<Integer, Long> review : listener.liveReviews.entrySet()) {
            out.writeCount(review.getKey());
            out.writeLong(review.getValue());
        }
        int[] touched = listener.touchedDays.toIntArray();
        Arrays.sort(touched);
        out.writeCount(touched.length);
        for (int epochDay : touched) {
            out.writeSigned(epochDay);
        }
        out.writeCount(listener.settledItems);
        out.writeCount(listener.settledEvents);
        out.writeCount(Integer.numberOfTrailingZeros(listener.seenBuckets));
        out.writeCount(listener.settledYears.size());
        for (int year : listener.settledYears) {
            out.writeSigned(year);
        }
        listener.recent.write(out);
        return out.toByteArray();
    }

    /**
     * Reads a listener.
     *
     * @throws IllegalStateException when a newer release wrote it, or it is corrupt
     */
    public static Listener decode(String userId, byte[] encoded) {
        ByteReader in = new ByteReader(encoded);
        in.readVersion("a listener", VERSION);
        Listener listener = new Listener();
        int flags = in.readByte();
        listener.streamed = (flags & STREAMED) != 0;
        listener.erased = (flags & ERASED) != 0;
        listener.allTouched = (flags & ALL_TOUCHED) != 0;
        if ((flags & PROFILE) != 0) {
            listener.profile =
                    new Profile(
                            userId,
                            in.readString(),
                            in.readNullable(),
                            in.readNullable(),
                            in.readNullable(),
                            false);
        }
        if ((flags & EARLIER_ZONES) != 0) {
            for (int left = in.readInt(); left > 0; left--) {
                listener.earlierZones.add(new EarlierZone(in.readSigned(), in.readNullable()));
            }
        }
        listener.version = in.readCount();
        if ((flags & ERASED_AT) != 0) {
            listener.erasedAt = in.readSigned();
        }
        if ((flags & TOLD) != 0) {
            listener.handledTriggerTime = in.readSigned();
            listener.handledTriggerOffset = in.readCount();
        }
        if ((flags & REVIEWED) != 0) {
            listener.catalogueTime = in.readSigned();
        }
        listener.reviewsEpoch = in.readCount();
        for (int left = in.readInt(); left > 0; left--) {
            listener.liveReviews.put(in.readInt(), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            listener.touchedDays.add((int) in.readSigned());
        }
        listener.settledItems = in.readInt();
        listener.settledEvents = in.readInt();
        listener.seenBuckets = 1 << in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            listener.settledYears.add((int) in.readSigned());
        }
        listener.recent.read(in);
        return listener;
    }
}
