package io.wrapped.state.review;

import io.wrapped.state.contract.CodePoints;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams and milliseconds by the numbers of {@link Labels}; clearing costs no more than what was
 * added.
 */
final class Tally {
    private @Nullable Labels labels;

    /**
     * Streams, then milliseconds, of each number: side by side, since one is seldom wanted alone.
     */
    private long[] figures = {};

    private int[] added = {};
    private int size;

    // The best in the order that was asked for first, followed from then on: more can only rise.
    private int[] best = {};
    private int held;
    private boolean followed;
    private boolean byStreams;

    /** Begins anew, for the numbers of some labels. */
    void begin(Labels ofLabels) {
        clear();
        labels = ofLabels;
        reserve(ofLabels.size());
    }

    /** Makes room for so many numbers. */
    void reserve(int numbers) {
        if (numbers > added.length) {
            added = IntArrays.grow(added, numbers);
            figures = LongArrays.ensureCapacity(figures, 2 * added.length);
        }
    }

    void add(int number, int moreStreams, long moreMs) {
        int at = 2 * number;
        if (figures[at] == 0) {
            added[size++] = number;
        }
        figures[at] += moreStreams;
        figures[at + 1] += moreMs;
        if (followed) {
            rise(number);
        }
    }

    private void rise(int number) {
        int place = 0;
        while (place < held && best[place] != number) {
            place++;
        }
        if (place == held) {
            if (held < best.length) {
                held++;
            } else if (isBefore(number, best[held - 1], byStreams)) {
                place--;
            } else {
                return;
            }
        }
        while (place > 0 && isBefore(number, best[place - 1], byStreams)) {
            best[place] = best[place - 1];
            place--;
        }
        best[place] = number;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            figures[2 * added[i]] = 0;
            figures[2 * added[i] + 1] = 0;
        }
        size = 0;
        followed = false;
    }

    /** How many different numbers were added. */
    int size() {
        return size;
    }

    /** One of the different numbers that were added, in no particular order. */
    int number(int place) {
        return added[place];
    }

    long streams(int number) {
        return figures[2 * number];
    }

    long ms(int number) {
        return figures[2 * number + 1];
    }

    /** The best by streams, then milliseconds, then id. */
    int[] topByStreams(int most) {
        return top(most, true);
    }

    /** The best by milliseconds, then streams, then id. */
    int[] topByMs(int most) {
        return top(most, false);
    }

    private int[] top(int most, boolean ofStreams) {
        if (followed && ofStreams == byStreams && most <= best.length) {
            return Arrays.copyOf(best, Math.min(most, held));
        }
        int[] top = new int[most];
        int found = 0;
        for (int i = 0; i < size; i++) {
            int number = added[i];
            int place = found;
            while (place > 0 && isBefore(number, top[place - 1], ofStreams)) {
                place--;
            }
            if (place < most) {
                found = Math.min(found + 1, most);
                System.arraycopy(top, place, top, place + 1, found - place - 1);
                top[place] = number;
            }
        }
        if (!followed || ofStreams == byStreams) {
            followed = true;
            byStreams = ofStreams;
            best = top;
            held = found;
        }
        return Arrays.copyOf(top, found);
    }

    private boolean isBefore(int left, int right, boolean ofStreams) {
        int streamsOrder = Long.compare(streams(right), streams(left));
        int msOrder = Long.compare(ms(right), ms(left));
        int order = ofStreams ? streamsOrder : msOrder;
        if (order == 0) {
            order = ofStreams ? msOrder : streamsOrder;
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
        return (long) Integer.BYTES * added.length + (long) Long.BYTES * figures.length;
    }
}
