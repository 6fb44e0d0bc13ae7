package io.wrapped.state.rollup;

/**
 * What a listener streamed on one local date: for each item its streams and milliseconds. A view of
 * rows that lie elsewhere; they are ascending by item number, and no item stands twice.
 */
public final class DayRollup {
    private final long[] keys;
    private final int[] streams;
    private final long[] ms;
    private final int from;
    private final int size;

    DayRollup(long[] keys, int[] streams, long[] ms, int from, int size) {
        this.keys = keys;
        this.streams = streams;
        this.ms = ms;
        this.from = from;
        this.size = size;
    }

    /** The date, as days since 1970-01-01. */
    public int epochDay() {
        return DayRollups.epochDay(keys[from]);
    }

    /** Number of rows, at least 1. */
    public int size() {
        return size;
    }

    /** Item number of a row (see {@link Items}). */
    public int item(int row) {
        return DayRollups.item(keys[from + row]);
    }

    /** Streams of a row, at least 1. */
    public int streams(int row) {
        return streams[from + row];
    }

    /** Milliseconds of a row. */
    public long ms(int row) {
        return ms[from + row];
    }
}
