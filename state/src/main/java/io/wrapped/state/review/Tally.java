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

    private final Best byStreams = new Best(true);
    private final Best byMs = new Best(false);

    /** The best in one order: followed once they were asked for, since more can only rise. */
    private final class Best {
        private final boolean ofStreams;
        private int[] numbers = {};
        private int held;
        private boolean followed;

        Best(boolean ofStreams) {
            this.ofStreams = ofStreams;
        }

        int[] top(int most) {
            if (!followed || most > numbers.length) {
                find(most);
            }
            return Arrays.copyOf(numbers, Math.min(most, held));
        }

        private void find(int most) {
            numbers = new int[most];
            held = 0;
            for (int i = 0; i < size; i++) {
                insert(added[i], held);
            }
            followed = true;
        }

        void rise(int number) {
            int place = 0;
            while (place < held && numbers[place] != number) {
                place++;
            }
            insert(number, place);
        }

        /** Moves a number up from a place, behind the last one where it is not among the best. */
        private void insert(int number, int from) {
            int place = from;
            while (place > 0 && isBefore(number, numbers[place - 1], ofStreams)) {
                place--;
            }
            if (place == numbers.length) {
                return;
            }
            if (from == held) {
                held = Math.min(held + 1, numbers.length);
            }
            System.arraycopy(numbers, place, numbers, place + 1, Math.min(from, held - 1) - place);
            numbers[place] = number;
        }
    }

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
        if (byStreams.followed) {
            byStreams.rise(number);
        }
        if (byMs.followed) {
            byMs.rise(number);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            figures[2 * added[i]] = 0;
            figures[2 * added[i] + 1] = 0;
        }
        size = 0;
        byStreams.followed = false;
        byMs.followed = false;
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
        return byStreams.top(most);
    }

    /** The best by milliseconds, then streams, then id. */
    int[] topByMs(int most) {
        return byMs.top(most);
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
