package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Rollups of several local dates in columns: for each date and item its streams and milliseconds,
 * ascending by date, then item number. Rollups of the same dates merge by adding. Immutable.
 */
public final class DayRollups {
    /** Nothing was streamed. */
    public static final DayRollups NONE = new DayRollups(new long[0], new int[0], new long[0], 0);

    // Of a row: the date above, the item number below.
    private final long[] keys;
    private final int[] streams;
    private final long[] ms;
    private final int size;
    private final int[] starts;

    private DayRollups(long[] keys, int[] streams, long[] ms, int size) {
        this.keys = keys;
        this.streams = streams;
        this.ms = ms;
        this.size = size;
        this.starts = starts(keys, size);
    }

    /** A play's place: its date and item. */
    static long key(int epochDay, int item) {
        return (long) epochDay << Integer.SIZE | item;
    }

    static int epochDay(long key) {
        return (int) (key >> Integer.SIZE);
    }

    static int item(long key) {
        return (int) key;
    }

    /**
     * One stream each of the given places.
     *
     * @param keys see {@link #key}; sorted in place, and {@code ms} with it
     */
    static DayRollups ofStreams(long[] keys, long[] ms, int count) {
        LongArrays.quickSort(keys, ms, 0, count);
        Builder builder = new Builder(count);
        for (int i = 0; i < count; i++) {
            builder.add(keys[i], 1, ms[i]);
        }
        return builder.build();
    }

    /** The first rows of columns, which are in order. */
    static DayRollups copyOf(long[] keys, int[] streams, long[] ms, int rows) {
        return rows == 0
                ? NONE
                : new DayRollups(
                        Arrays.copyOf(keys, rows),
                        Arrays.copyOf(streams, rows),
                        Arrays.copyOf(ms, rows),
                        rows);
    }

    /** The sum of both. */
    public DayRollups plus(DayRollups other) {
        if (other.size == 0 || size == 0) {
            return size == 0 ? other : this;
        }
        Builder builder = new Builder(size + other.size);
        int left = 0;
        int right = 0;
        while (left < size || right < other.size) {
            if (right == other.size || (left < size && keys[left] <= other.keys[right])) {
                builder.add(keys[left], streams[left], ms[left]);
                left++;
            } else {
                builder.add(other.keys[right], other.streams[right], other.ms[right]);
                right++;
            }
        }
        return builder.build();
    }

    /** The rollups of some of the dates, both ends included. */
    public DayRollups between(int fromEpochDay, int throughEpochDay) {
        int from = firstRow(fromEpochDay);
        int to = throughEpochDay == Integer.MAX_VALUE ? size : firstRow(throughEpochDay + 1);
        return from == 0 && to == size
                ? this
                : new DayRollups(
                        Arrays.copyOfRange(keys, from, to),
                        Arrays.copyOfRange(streams, from, to),
                        Arrays.copyOfRange(ms, from, to),
                        to - from);
    }

    /** The rollup of a date, null where nothing was streamed. */
    public @Nullable DayRollup day(int epochDay) {
        int from = firstRow(epochDay);
        int to = firstRow(epochDay + 1);
        return from == to ? null : new DayRollup(keys, streams, ms, from, to - from);
    }

    private int firstRow(int epochDay) {
        int place = Arrays.binarySearch(keys, 0, size, key(epochDay, 0));
        return place < 0 ? -place - 1 : place;
    }

    /** The rollups by date, ascending. */
    public List<DayRollup> days() {
        return new Days();
    }

    private final class Days extends AbstractList<DayRollup> implements RandomAccess {
        @Override
        public DayRollup get(int index) {
            return new DayRollup(
                    keys, streams, ms, starts[index], starts[index + 1] - starts[index]);
        }

        @Override
        public int size() {
            return starts.length - 1;
        }
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface RowConsumer {
        /** Streams of an item on a date. */
        void accept(int epochDay, int item, int streams, long ms);
    }

    /** Hands all rows over, ascending. */
    public void forEach(RowConsumer to) {
        for (int row = 0; row < size; row++) {
            to.accept(epochDayOfRow(row), itemOfRow(row), streams[row], ms[row]);
        }
    }

    /** Number of rows of all dates together. */
    public int rows() {
        return size;
    }

    int epochDayOfRow(int row) {
        return epochDay(keys[row]);
    }

    int itemOfRow(int row) {
        return item(keys[row]);
    }

    long keyOfRow(int row) {
        return keys[row];
    }

    int streamsOfRow(int row) {
        return streams[row];
    }

    long msOfRow(int row) {
        return ms[row];
    }

    /** Bytes of memory, roughly. */
    public long bytes() {
        return (2L * Long.BYTES + Integer.BYTES) * keys.length
                + (long) Integer.BYTES * starts.length;
    }

    private static int[] starts(long[] keys, int size) {
        int dates = 0;
        for (int row = 0; row < size; row++) {
            dates += isNewDate(keys, row) ? 1 : 0;
        }
        int[] starts = new int[dates + 1];
        int date = 0;
        for (int row = 0; row < size; row++) {
            if (isNewDate(keys, row)) {
                starts[date++] = row;
            }
        }
        starts[dates] = size;
        return starts;
    }

    private static boolean isNewDate(long[] keys, int row) {
        return row == 0 || keys[row] >> Integer.SIZE != keys[row - 1] >> Integer.SIZE;
    }

    /**
     * Writes them: dates and item numbers as differences; one varint of a byte or two and one of
     * three for nearly all rows.
     */
    void write(ByteWriter out) {
        out.writeCount(starts.length - 1);
        int previousDay = 0;
        for (int date = 0; date < starts.length - 1; date++) {
            int epochDay = epochDayOfRow(starts[date]);
            out.writeSigned((long) epochDay - previousDay);
            out.writeCount(starts[date + 1] - starts[date]);
            int previousItem = 0;
            for (int row = starts[date]; row < starts[date + 1]; row++) {
                boolean several = streams[row] != 1;
                out.writeCount((long) (itemOfRow(row) - previousItem) << 1 | (several ? 1 : 0));
                if (several) {
                    out.writeCount(streams[row]);
                }
                out.writeCount(ms[row]);
                previousItem = itemOfRow(row);
            }
            previousDay = epochDay;
        }
    }

    /** Reads what {@link #write} wrote. */
    static DayRollups read(ByteReader in) {
        int dates = in.readInt();
        Builder builder = new Builder(dates * 8);
        int epochDay = 0;
        for (int date = 0; date < dates; date++) {
            epochDay += (int) in.readSigned();
            int rows = in.readInt();
            int item = 0;
            for (int row = 0; row < rows; row++) {
                long head = in.readCount();
                item += (int) (head >>> 1);
                int streams = (head & 1) == 1 ? in.readInt() : 1;
                builder.add(key(epochDay, item), streams, in.readCount());
            }
        }
        return builder.build();
    }

    /** Takes rows in ascending order, and adds up those of one date and item. */
    public static final class Builder {
        private long[] keys;
        private int[] streams;
        private long[] ms;
        private int size;

        /** A builder for about so many rows. */
        public Builder(int capacity) {
            keys = new long[capacity];
            streams = new int[capacity];
            ms = new long[capacity];
        }

        /** Adds streams of an item on a date. */
        public void add(int epochDay, int item, int moreStreams, long moreMs) {
            add(key(epochDay, item), moreStreams, moreMs);
        }

        private void add(long key, int moreStreams, long moreMs) {
            if (size > 0 && keys[size - 1] == key) {
                streams[size - 1] = Math.addExact(streams[size - 1], moreStreams);
                ms[size - 1] = Math.addExact(ms[size - 1], moreMs);
                return;
            }
            if (size == keys.length) {
                int capacity = size + (size >> 1) + 4;
                keys = Arrays.copyOf(keys, capacity);
                streams = Arrays.copyOf(streams, capacity);
                ms = Arrays.copyOf(ms, capacity);
            }
            keys[size] = key;
            streams[size] = moreStreams;
            ms[size++] = moreMs;
        }

        /** What was added. */
        public DayRollups build() {
            return size == 0 ? NONE : new DayRollups(keys, streams, ms, size);
        }
    }
}
