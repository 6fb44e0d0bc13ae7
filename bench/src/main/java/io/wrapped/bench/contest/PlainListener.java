package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import io.wrapped.state.rollup.Listening;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;

/** A listener's year in two hash tables: the seen events, and rows of (date, content). */
final class PlainListener {
    private static final int MS_BITS = 44;

    private final LongOpenHashSet seen = new LongOpenHashSet();

    /** From the date and the content's number to streams and milliseconds, two numbers in one. */
    private final Long2LongOpenHashMap rows = new Long2LongOpenHashMap();

    /** Counts a stream; false when its event was counted before. */
    boolean add(long eventHash, int epochDay, int content, int ms) {
        if (!seen.add(eventHash)) {
            return false;
        }
        rows.addTo(((long) epochDay << 32) | content, (1L << MS_BITS) | ms);
        return true;
    }

    /** What the calculator of reviews reads. */
    Listening listening(List<Item> contents) {
        Items items = new Items();
        long[] sorted = new long[rows.size()];
        long[] values = new long[rows.size()];
        int row = 0;
        for (Long2LongMap.Entry entry : rows.long2LongEntrySet()) {
            long key = entry.getLongKey();
            int item = items.number(contents.get((int) key));
            items.streamedOn(item, (int) (key >> 32));
            sorted[row] = key >> 32 << 32 | item;
            values[row++] = entry.getLongValue();
        }
        LongArrays.quickSort(sorted, values);
        DayRollups.Builder rollups = new DayRollups.Builder(sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            rollups.add(
                    (int) (sorted[i] >> 32), (int) sorted[i], streams(values[i]), ms(values[i]));
        }
        return new KnownListening(items, rollups.build());
    }

    void addDates(String userId, Checksum checksum) {
        Long2LongOpenHashMap dates = new Long2LongOpenHashMap();
        for (Long2LongMap.Entry row : rows.long2LongEntrySet()) {
            dates.addTo(row.getLongKey() >> 32, row.getLongValue());
        }
        for (Long2LongMap.Entry date : dates.long2LongEntrySet()) {
            checksum.add(
                    userId,
                    date.getLongKey(),
                    streams(date.getLongValue()),
                    ms(date.getLongValue()));
        }
    }

    private static int streams(long row) {
        return (int) (row >>> MS_BITS);
    }

    private static long ms(long row) {
        return row & ((1L << MS_BITS) - 1);
    }
}
