package io.wrapped.state.rollup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one listener's rollups, items and seen events lie: keyed state in the job, maps in plain
 * tests. Values handed in are the store's; values handed out belong to the caller until put back.
 * Failures of the store are thrown unchecked: nothing can go on without it.
 */
public interface RollupStore {

    /** The rollup of a date, null where nothing was streamed. */
    @Nullable DayRollup day(int epochDay);

    void putDay(int epochDay, DayRollup rollup);

    /** All rollups, in no particular order. */
    Iterable<Map.Entry<Integer, DayRollup>> days();

    /** A run of items by its number, null where there is none (see {@link Items}). */
    @Nullable List<Item> items(int chunk);

    void putItems(int chunk, List<Item> items);

    /** A bucket of seen events, ascending, null where it is empty (see {@link SeenEvents}). */
    long @Nullable [] seen(int bucket);

    void putSeen(int bucket, long[] hashes);

    /** Forgets rollups, items and seen events. */
    void clear();
}
