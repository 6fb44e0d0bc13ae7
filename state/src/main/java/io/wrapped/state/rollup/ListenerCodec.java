package io.wrapped.state.rollup;

import io.wrapped.state.contract.Profile;
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
        Profile profile = listener.profile();
        int flags = listener.streamed() ? STREAMED : 0;
        flags |= listener.erased() ? ERASED : 0;
        flags |= listener.allTouched() ? ALL_TOUCHED : 0;
        flags |= profile == null ? 0 : PROFILE;
        output.writeByte(flags);
        if (profile != null) {
            writeProfile(profile, output);
        }
        Varints.write(listener.items(), output);
        Varints.write(listener.seenEvents(), output);
        Varints.write(Integer.numberOfTrailingZeros(listener.seenBuckets()), output);
        Varints.write(listener.version(), output);
        Varints.write(listener.handledTrigger() + 1, output);
        output.writeLong(listener.catalogueTime());
        int[] touched = listener.touchedDays().toIntArray();
        Arrays.sort(touched);
        Varints.write(touched.length, output);
        for (int epochDay : touched) {
            output.writeInt(epochDay);
        }
        Varints.write(listener.liveReviews().size(), output);
        for (Map.Entry<Integer, Long> review : listener.liveReviews().entrySet()) {
            Varints.write(review.getKey(), output);
            output.writeLong(review.getValue());
        }
    }

    @Override
    public Listener read(DataInput input, int version) throws IOException {
        int flags = input.readUnsignedByte();
        Profile profile = (flags & PROFILE) == 0 ? null : readProfile(input);
        Listener listener = new Listener();
        listener.setItems(Varints.readInt(input));
        listener.setSeen(Varints.readInt(input), 1 << Varints.readInt(input));
        long writes = Varints.read(input);
        long trigger = Varints.read(input) - 1;
        long catalogueTime = input.readLong();
        int touchedCount = Varints.readInt(input);
        IntSet touched = new IntOpenHashSet(touchedCount);
        for (int i = 0; i < touchedCount; i++) {
            touched.add(input.readInt());
        }
        int reviewCount = Varints.readInt(input);
        TreeMap<Integer, Long> reviews = new TreeMap<>();
        for (int i = 0; i < reviewCount; i++) {
            reviews.put(Varints.readInt(input), input.readLong());
        }
        listener.restore(
                profile,
                (flags & STREAMED) != 0,
                (flags & ERASED) != 0,
                writes,
                trigger,
                catalogueTime,
                (flags & ALL_TOUCHED) != 0,
                touched,
                reviews);
        return listener;
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
