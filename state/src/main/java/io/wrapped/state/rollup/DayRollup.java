package io.wrapped.state.rollup;

import java.util.Arrays;

/**
 * What a listener streamed on one local date: for each item its streams and milliseconds. Rollups
 * of one date merge by adding. Item numbers refer to the listener's {@link Items}; rows are
 * ascending by item number and no item stands twice.
 */
public final class DayRollup {
    private int[] items;
    private int[] streams;
    private long[] ms;
    private int size;

    public DayRollup() {
        this(4);
    }

    DayRollup(int capacity) {
        items = new int[capacity];
        streams = new int[capacity];
        ms = new long[capacity];
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Item number of a row. */
    public int item(int row) {
        return items[row];
    }

    /** Streams of a row, at least 1. */
    public int streams(int row) {
        return streams[row];
    }

    /** Milliseconds of a row. */
    public long ms(int row) {
        return ms[row];
    }

    /** Adds streams of an item. */
    public void add(int item, int addedStreams, long addedMs) {
        int row = size > 0 && items[size - 1] < item ? -(size + 1) : find(item);
        if (row >= 0) {
            streams[row] = Math.addExact(streams[row], addedStreams);
            ms[row] = Math.addExact(ms[row], addedMs);
            return;
        }
        insert(-row - 1, item, addedStreams, addedMs);
    }

    private int find(int item) {
        return Arrays.binarySearch(items, 0, size, item);
    }

    private void insert(int row, int item, int addedStreams, long addedMs) {
        if (size == items.length) {
            int capacity = size + (size >> 1) + 2;
            items = Arrays.copyOf(items, capacity);
            streams = Arrays.copyOf(streams, capacity);
            ms = Arrays.copyOf(ms, capacity);
        }
        System.arraycopy(items, row, items, row + 1, size - row);
        System.arraycopy(streams, row, streams, row + 1, size - row);
        System.arraycopy(ms, row, ms, row + 1, size - row);
        items[row] = item;
        streams[row] = addedStreams;
        ms[row] = addedMs;
        size++;
    }
}
