package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.KnownListening;
import io.wrapped.state.rollup.Listening;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;

/** A listener's rows of (date, content), sorted, with streams and milliseconds. */
final class PlainListener {
    private static final int MS_BITS = 44;

    private final long[] keys;

    /** Streams and milliseconds of each row, two numbers in one. */
    private final long[] sums;

    private int size;

    /**
     * @param capacity rows, at most
     */
    PlainListener(int capacity) {
        keys = new long[capacity];
        sums = new long[capacity];
    }

    /** Adds a stream; dates ascend, and contents within a date. */
    void add(int epochDay, int content, int ms) {
        long key = key(epochDay, content);
        if (size == 0 || keys[size - 1] != key) {
            keys[size++] = key;
        }
        sums[size - 1] += (1L << MS_BITS) | ms;
    }

    /** What the calculator of reviews reads. */
    Listening listening(List<Item> contents) {
        Items items = new Items();
        long[] sorted = new long[size];
        long[] values = Arrays.copyOf(sums, size);
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
