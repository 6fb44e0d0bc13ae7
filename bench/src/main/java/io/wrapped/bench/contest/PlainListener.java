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
        sums = new long[streams];
        for (int i = 0; i < streams; i++) {
            sums[i] = (1L << MS_BITS) | played[i];
        }
        LongArrays.quickSort(keys, sums, 0, streams);
        int rows = 0;
        for (int i = 0; i < streams; i++) {
            if (i > 0 && keys[i] == keys[rows - 1]) {
                sums[rows - 1] += sums[i];
            } else {
                keys[rows] = keys[i];
                sums[rows++] = sums[i];
            }
        }
        keys = Arrays.copyOf(keys, rows);
        sums = Arrays.copyOf(sums, rows);
        played = new int[0];
        size = rows;
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
                    streams(values[row]),
                    ms(values[row]));
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
                streams += streams(sums[row]);
                ms += ms(sums[row]);
            }
            checksum.addDate(userId, epochDay, streams, ms);
        }
    }

    private static long key(int epochDay, int content) {
        return ((long) epochDay << 32) | content;
    }

    private int epochDay(int row) {
        return (int) (keys[row] >> 32);
    }

    private static int streams(long sum) {
        return (int) (sum >>> MS_BITS);
    }

    private static long ms(long sum) {
        return sum & ((1L << MS_BITS) - 1);
    }
}
