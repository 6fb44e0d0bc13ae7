package io.wrapped.state.rollup;

import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.Listener.Values;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The encoding of a {@link Listener}. */
final class ListenerCodec implements Codec<Listener> {
    private static final int STREAMED = 1;
    private static final int ERASED = 1 << 1;
    private static final int ALL_TOUCHED = 1 << 2;
    private static final int PROFILE = 1 << 3;
    private static final int ERASED_AT = 1 << 4;
    private static final int TOLD = 1 << 5;

    @Override
    public String id() {
        return "listener";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Listener listener, DataOutput output) throws IOException {
        Values values = listener.values();
        Profile profile = values.profile();
        int flags = values.streamed() ? STREAMED : 0;
        flags |= values.erased() ? ERASED : 0;
        flags |= values.allTouched() ? ALL_TOUCHED : 0;
        flags |= profile == null ? 0 : PROFILE;
        flags |= values.erasedAt() == Long.MIN_VALUE ? 0 : ERASED_AT;
        flags |= values.handledTriggerOffset() < 0 ? 0 : TOLD;
        output.writeByte(flags);
        if (profile != null) {
            writeProfile(profile, output);
        }
        Varints.write(values.items(), output);
        Varints.write(values.seenEvents(), output);
        Varints.write(Integer.numberOfTrailingZeros(values.seenBuckets()), output);
        Varints.write(values.version(), output);
        if ((flags & ERASED_AT) != 0) {
            output.writeLong(values.erasedAt());
        }
        if ((flags & TOLD) != 0) {
            output.writeLong(values.handledTriggerTime());
            Varints.write(values.handledTriggerOffset(), output);
        }
        output.writeLong(values.catalogueTime());
        Varints.write(values.reviewsEpoch(), output);
        int[] touched = values.touchedDays().toIntArray();
        Arrays.sort(touched);
        Varints.write(touched.length, output);
        for (int epochDay : touched) {
            output.writeInt(epochDay);
        }
        Varints.write(values.liveReviews().size(), output);
        for (Map.Entry<Integer, Long> review : values.liveReviews().entrySet()) {
            Varints.write(review.getKey(), output);
            output.writeLong(review.getValue());
        }
    }

    @Override
    public Listener read(DataInput input, int version) throws IOException {
        int flags = input.readUnsignedByte();
        return Listener.of(
                new Values(
                        (flags & PROFILE) == 0 ? null : readProfile(input),
                        (flags & STREAMED) != 0,
                        (flags & ERASED) != 0,
                        Varints.readInt(input),
                        Varints.readInt(input),
                        1 << Varints.readInt(input),
                        Varints.read(input),
                        (flags & ERASED_AT) == 0 ? Long.MIN_VALUE : input.readLong(),
                        (flags & TOLD) == 0 ? Long.MIN_VALUE : input.readLong(),
                        (flags & TOLD) == 0 ? -1 : Varints.read(input),
                        input.readLong(),
                        Varints.read(input),
                        (flags & ALL_TOUCHED) != 0,
                        readDays(input),
                        readReviews(input)));
    }

    private static IntSet readDays(DataInput input) throws IOException {
        int size = Varints.readInt(input);
        IntSet days = new IntOpenHashSet(size);
        for (int i = 0; i < size; i++) {
            days.add(input.readInt());
        }
        return days;
    }

    private static TreeMap<Integer, Long> readReviews(DataInput input) throws IOException {
        int size = Varints.readInt(input);
        TreeMap<Integer, Long> reviews = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            reviews.put(Varints.readInt(input), input.readLong());
        }
        return reviews;
    }

    private static void writeProfile(Profile profile, DataOutput output) throws IOException {
        Varints.writeString(profile.userId(), output);
        Varints.writeString(profile.zone(), output);
        Varints.writeNullable(profile.birthMonthDay(), output);
        Varints.writeNullable(profile.locale(), output);
        Varints.writeNullable(profile.country(), output);
    }

    private static @Nullable Profile readProfile(DataInput input) throws IOException {
        return new Profile(
                Varints.readString(input),
                Varints.readString(input),
                Varints.readNullable(input),
                Varints.readNullable(input),
                Varints.readNullable(input),
                false);
    }
}
