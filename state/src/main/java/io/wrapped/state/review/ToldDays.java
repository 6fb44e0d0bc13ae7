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
     * Most of a day's facts, as JSON.
     *
     * @param kind that the day was chosen for
     * @param about whom or what else the kind's own facts hang on
     * @param beforeYear what comes before the facts that hang on the year
     * @param afterYear what comes behind them
     */
    record Told(RemarkableKind kind, double about, byte[] beforeYear, byte[] afterYear) {}

    private static final int OBJECT_BYTES = 120;

    private final Int2ObjectMap<Told> days = new Int2ObjectOpenHashMap<>(8);

    /** What was written of a day, null where it was not written or not for that. */
    @Nullable Told get(int epochDay, RemarkableKind kind, double about) {
        Told told = days.get(epochDay);
        return told == null || told.kind() != kind || told.about() != about ? null : told;
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
            bytes += OBJECT_BYTES + told.beforeYear().length + told.afterYear().length;
        }
        return bytes;
    }
}
