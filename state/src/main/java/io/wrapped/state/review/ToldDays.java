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

    private static final int OBJECT_BYTES = 120;

    private final Int2ObjectMap<Told> days = new Int2ObjectOpenHashMap<>(8);

    @Nullable Told get(int epochDay) {
        return days.get(epochDay);
    }

    void put(int epochDay, Told told) {
        days.put(epochDay, told);
    }

    void forget(int epochDay) {
        days.remove(epochDay);
    }

    /** Forgets all days but those that are chosen now. */
    void keep(IntSet chosen) {
        days.keySet().retainAll(chosen);
    }

    void clear() {
        days.clear();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        long bytes = 0;
        for (Told told : days.values()) {
            bytes += OBJECT_BYTES + told.figures().length + told.lists().length;
        }
        return bytes;
    }
}
