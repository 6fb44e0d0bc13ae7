package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntSet;
import org.jspecify.annotations.Nullable;

/**
 * What was written of the chosen days of a window: most of them are chosen again by the next
 * review, and of their facts what hangs on the date alone is the same as long as neither its
 * streams nor the names that the window shows have changed.
 */
final class ToldDays {
    /**
     * Parts of a day's facts, as JSON.
     *
     * @param figures of the date
     * @param lists its top lists
     */
    record Told(byte[] figures, byte[] lists) {}

    /**
     * The artists that were new on a day, as JSON. Later streams of other dates can only take some
     * away, and then their number tells.
     */
    record NewArtists(double value, byte[] json) {}

    private static final int OBJECT_BYTES = 120;

    private final Int2ObjectMap<Told> days = new Int2ObjectOpenHashMap<>(8);
    private final Int2ObjectMap<NewArtists> newArtists = new Int2ObjectOpenHashMap<>(2);

    @Nullable Told get(int epochDay) {
        return days.get(epochDay);
    }

    void put(int epochDay, Told told) {
        days.put(epochDay, told);
    }

    /** What was written of a day's new artists, null where their number is another now. */
    byte @Nullable [] newArtists(int epochDay, double value) {
        NewArtists told = newArtists.get(epochDay);
        return told == null || told.value() != value ? null : told.json();
    }

    void putNewArtists(int epochDay, double value, byte[] json) {
        newArtists.put(epochDay, new NewArtists(value, json));
    }

    void forget(int epochDay) {
        days.remove(epochDay);
        newArtists.remove(epochDay);
    }

    /** Forgets all days but those that are chosen now. */
    void keep(IntSet chosen) {
        days.keySet().retainAll(chosen);
        newArtists.keySet().retainAll(chosen);
    }

    void clear() {
        days.clear();
        newArtists.clear();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        long bytes = 0;
        for (Told told : days.values()) {
            bytes += OBJECT_BYTES + told.figures().length + told.lists().length;
        }
        for (NewArtists told : newArtists.values()) {
            bytes += OBJECT_BYTES + told.json().length;
        }
        return bytes;
    }
}
