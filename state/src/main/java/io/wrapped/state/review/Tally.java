package io.wrapped.state.review;

import io.wrapped.state.contract.CodePoints;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;

/**
 * Streams and milliseconds by the numbers of {@link Labels}; clearing costs no more than what was
 * added.
 */
final class Tally {
    private final Labels labels;
    private int[] streams = {};
    private long[] ms = {};
    private int[] added = {};
    private int size;

    Tally(Labels labels) {
        this.labels = labels;
    }

    /** Begins anew, for all numbers that there are now. */
    void begin() {
        clear();
        int numbers = labels.size();
        if (numbers > added.length) {
            streams = IntArrays.grow(streams, numbers);
            ms = LongArrays.ensureCapacity(ms, streams.length);
            added = IntArrays.ensureCapacity(added, streams.length);
        }
    }

    void add(int number, int moreStreams, long moreMs) {
        if (streams[number] == 0) {
            added[size++] = number;
        }
        streams[number] += moreStreams;
        ms[number] += moreMs;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            streams[added[i]] = 0;
            ms[added[i]] = 0;
        }
        size = 0;
    }

    /** How many different numbers were added. */
    int size() {
        return size;
    }

    /** One of the different numbers that were added, in no particular order. */
    int number(int place) {
        return added[place];
    }

    int streams(int number) {
        return streams[number];
    }

    long ms(int number) {
        return ms[number];
    }

    /** The best by streams, then milliseconds, then id. */
    int[] topByStreams(int most) {
        return top(most, true);
    }

    /** The best by milliseconds, then streams, then id. */
    int[] topByMs(int most) {
        return top(most, false);
    }

    private int[] top(int most, boolean byStreams) {
        int[] best = new int[Math.min(most, size)];
        int held = 0;
        for (int i = 0; i < size; i++) {
            int number = added[i];
            int place = held;
            while (place > 0 && isBefore(number, best[place - 1], byStreams)) {
                place--;
            }
            if (place == best.length) {
                continue;
            }
            held = Math.min(held + 1, best.length);
            System.arraycopy(best, place, best, place + 1, held - place - 1);
            best[place] = number;
        }
        return best;
    }

    private boolean isBefore(int left, int right, boolean byStreams) {
        int streamsOrder = Integer.compare(streams[right], streams[left]);
        int msOrder = Long.compare(ms[right], ms[left]);
        int order = byStreams ? streamsOrder : msOrder;
        if (order == 0) {
            order = byStreams ? msOrder : streamsOrder;
        }
        if (order == 0) {
            order = CodePoints.compare(labels.id(left), labels.id(right));
        }
        return order < 0;
    }
}
