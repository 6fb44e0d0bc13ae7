package io.wrapped.state.rollup;

/**
 * What a listener streamed on one local date: for each item its streams and milliseconds. A view of
 * {@link DayRollups}; rows are ascending by item number, and no item stands twice.
 */
public final class DayRollup {
    private final DayRollups rollups;
    private final int from;
    private final int size;

    DayRollup(DayRollups rollups, int from, int size) {
        this.rollups = rollups;
        this.from = from;
        this.size = size;
    }

    /** The date, as days since 1970-01-01. */
    public int epochDay() {
        return rollups.epochDayOfRow(from);
    }

    /** Number of rows, at least 1. */
    public int size() {
        return size;
    }

    /** Item number of a row (see {@link Items}). */
    public int item(int row) {
        return rollups.itemOfRow(from + row);
    }

    /** Streams of a row, at least 1. */
    public int streams(int row) {
        return rollups.streamsOfRow(from + row);
    }

    /** Milliseconds of a row. */
    public long ms(int row) {
        return rollups.msOfRow(from + row);
    }
}
