package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rollups that others are added to in place, which costs what is added and what lies behind it;
 * most of what is added is of the last date.
 */
public final class GrowingRollups {
    private long[] keys = {};
    private int[] streams = {};
    private long[] ms = {};
    private int size;

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** Adds rollups. */
    public void add(DayRollups more) {
        int added = more.rows();
        reserve(size + added);
        // From the end, so that every row moves once; until nothing is left to be put in.
        int to = size + added;
        int held = size;
        for (int row = added - 1; row >= 0; ) {
            long key = more.keyOfRow(row);
            if (held > 0 && keys[held - 1] > key) {
                move(--held, --to);
            } else if (held > 0 && keys[held - 1] == key) {
                move(--held, --to);
                streams[to] = Math.addExact(streams[to], more.streamsOfRow(row));
                ms[to] = Math.addExact(ms[to], more.msOfRow(row));
                row--;
            } else {
                keys[--to] = key;
                streams[to] = more.streamsOfRow(row);
                ms[to] = more.msOfRow(row);
                row--;
            }
        }
        // Where rows became one a gap is left.
        int gap = to - held;
        int moved = size + added - to;
        if (gap > 0) {
            System.arraycopy(keys, to, keys, held, moved);
            System.arraycopy(streams, to, streams, held, moved);
            System.arraycopy(ms, to, ms, held, moved);
        }
        size = held + moved;
    }

    /** The same as they are now. */
    DayRollups copy() {
        return DayRollups.copyOf(keys, streams, ms, size);
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        streams[to] = streams[from];
        ms[to] = ms[from];
    }

    private void reserve(int needed) {
        if (needed > keys.length) {
            keys = LongArrays.grow(keys, needed, size);
            streams = IntArrays.ensureCapacity(streams, keys.length, size);
            ms = LongArrays.ensureCapacity(ms, keys.length, size);
        }
    }

    /**
     * The rollup of a date, null where nothing was streamed.
     *
     * @return valid until something is added
     */
    public @Nullable DayRollup day(int epochDay) {
        int from = firstRow(epochDay);
        int to = firstRow(epochDay + 1);
        return from == to ? null : new DayRollup(keys, streams, ms, from, to - from);
    }

    private int firstRow(int epochDay) {
        int place = Arrays.binarySearch(keys, 0, size, DayRollups.key(epochDay, 0));
        return place < 0 ? -place - 1 : place;
    }

    /** Number of rows of all dates together. */
    public int rows() {
        return size;
    }

    /** The date of a row, as days since 1970-01-01; ascending. */
    public int epochDayOfRow(int row) {
        return DayRollups.epochDay(keys[row]);
    }

    /** The item number of a row. */
    public int itemOfRow(int row) {
        return DayRollups.item(keys[row]);
    }

    /** The milliseconds of a row. */
    public long msOfRow(int row) {
        return ms[row];
    }

    /** Bytes of memory, roughly. */
    public long bytes() {
        return (2L * Long.BYTES + Integer.BYTES) * keys.length;
    }
}
