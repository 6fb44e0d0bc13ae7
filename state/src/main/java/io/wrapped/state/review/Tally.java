package io.wrapped.state.review;

import io.wrapped.state.contract.CodePoints;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams and milliseconds by the numbers of {@link Labels}; clearing costs no more than what was
 * added.
 */
final class Tally {
    private @Nullable Labels labels;
    private int[] streams = {};
    private long[] ms = {};
    private int[] added = {};
    private int size;

    /** Begins anew, for the numbers of some labels. */
    void begin(Labels ofLabels) {
        clear();
        labels = ofLabels;
        reserve(ofLabels.size());
    }

    /** Makes room for so many numbers. */
    void reserve(int numbers) {
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
            order = CodePoints.compare(id(left), id(right));
        }
        return order < 0;
    }

    private String id(int number) {
        return Objects.requireNonNull(labels, "nothing was begun").id(number);
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (2L * Integer.BYTES + Long.BYTES) * added.length;
    }
}
