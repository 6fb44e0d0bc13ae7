package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import io.wrapped.state.rollup.Listening;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.List;

/**
 * A listener's plays as they came, then, once {@link #fold folded}, rows of (date, content) in
 * three sorted columns and the hashes of the counted events.
 */
final class PlainListener {
    private static final int MS_BITS = 44;

    private long[] hashes = new long[8];
    private long[] keys = new long[8];
    private int[] played = new int[8];
    private int size;

    /** Streams and milliseconds of each row, two numbers in one. */
    private long[] sums = {};

    void add(long eventHash, int epochDay, int content, int ms) {
        if (size == keys.length) {
            int capacity = size + (size >> 1);
            hashes = Arrays.copyOf(hashes, capacity);
            keys = Arrays.copyOf(keys, capacity);
            played = Arrays.copyOf(played, capacity);
        }
        hashes[size] = eventHash;
        keys[size] = key(epochDay, content);
        played[size] = ms;
        size++;
    }

    /**
     * Folds what came: leaves copies out and adds up by date and content.
     *
     * @return how many plays counted
     */
    int fold() {
        LongOpenHashSet seen = new LongOpenHashSet(size);
        int streams = 0;
        for (int i = 0; i < size; i++) {
            if (seen.add(hashes[i])) {
                hashes[streams] = hashes[i];
                keys[streams] = keys[i];
                played[streams] = played[i];
                streams++;
            }
        }
        hashes = Arrays.copyOf(hashes, streams);
        long[] rows = Arrays.copyOf(keys, streams);
        Arrays.sort(rows);
        int count = 0;
        for (int i = 0; i < streams; i++) {
            if (i == 0 || rows[i] != rows[i - 1]) {
                rows[count++] = rows[i];
            }
        }
        sums = new long[count];
        for (int i = 0; i < streams; i++) {
            sums[Arrays.binarySearch(rows, 0, count, keys[i])] += (1L << MS_BITS) | played[i];
        }
        keys = Arrays.copyOf(rows, count);
        played = new int[0];
        size = count;
        return streams;
    }

    /** What the calculator of reviews reads. */
    Listening listening(List<Item> contents) {
        Items items = new Items();
        long[] sorted = new long[size];
        long[] values = sums.clone();
        for (int row = 0; row < size; row++) {
            int item = items.number(contents.get((int) keys[row]));
            items.streamedOn(item, epochDay(row));
            sorted[row] = key(epochDay(row), item);
        }
        LongArrays.quickSort(sorted, values);
        DayRollups.Builder rollups = new DayRollups.Builder(size);
        for (int row = 0; row < size; row++) {
            rollups.add(
                    (int) (sorted[row] >> 32),
                    (int) sorted[row],
                    (int) (values[row] >>> MS_BITS),
                    values[row] & ((1L << MS_BITS) - 1));
        }
        return new KnownListening(items, rollups.build());
    }

    void addDates(String userId, Checksum checksum) {
        int row = 0;
        while (row < size) {
            int epochDay = epochDay(row);
            long streams = 0;
            long ms = 0;
            for (; row < size && epochDay(row) == epochDay; row++) {
                streams += streams(row);
                ms += ms(row);
            }
            checksum.add(userId, epochDay, streams, ms);
        }
    }

    private static long key(int epochDay, int content) {
        return ((long) epochDay << 32) | content;
    }

    private int epochDay(int row) {
        return (int) (keys[row] >> 32);
    }

    private int streams(int row) {
        return (int) (sums[row] >>> MS_BITS);
    }

    private long ms(int row) {
        return sums[row] & ((1L << MS_BITS) - 1);
    }
}
