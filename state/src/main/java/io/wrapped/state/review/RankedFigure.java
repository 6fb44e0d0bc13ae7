package io.wrapped.state.review;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * The dates of a window by one of their figures, those where it is above 0, in order: so neither
 * the best of them nor the median has to be looked for. Ranked when it is first asked for and
 * followed from then on, since from one review to the next few dates change.
 */
final class RankedFigure {
    /** Days that a window may have. */
    static final int DAYS = 1 << 9;

    private static final int DAY_BITS = 9;
    private static final int LAST_DAY = DAYS - 1;
    private static final int LEAST_DATES = 16;

    /**
     * The figure, then how many days come behind the date in the longest window: ascending by
     * figure, and of dates with the same one the earlier date comes last.
     */
    private long[] entries = {};

    private int size;
    private boolean followed;

    // NaN until they are asked for.
    private double median;
    private double deviation;

    private static long entry(int day, long figure) {
        return figure << DAY_BITS | LAST_DAY - day;
    }

    /** Is no longer followed. */
    void forget() {
        size = 0;
        followed = false;
    }

    /** Whether it was ranked, and not forgotten since. */
    boolean isFollowed() {
        return followed;
    }

    /** Adds a date, before all of them are {@link #rank ranked}. */
    void add(int day, long figure) {
        if (figure > 0) {
            reserve();
            entries[size++] = entry(day, figure);
        }
    }

    /** Ranks the dates that were added. */
    void rank() {
        Arrays.sort(entries, 0, size);
        followed = true;
        changed();
    }

    /** A date's figure changed; of no effect where it is not followed. */
    void move(int day, long from, long to) {
        if (!followed || from == to) {
            return;
        }
        if (from > 0) {
            int place = Arrays.binarySearch(entries, 0, size, entry(day, from));
            System.arraycopy(entries, place + 1, entries, place, --size - place);
        }
        if (to > 0) {
            reserve();
            long entry = entry(day, to);
            int place = -1 - Arrays.binarySearch(entries, 0, size, entry);
            System.arraycopy(entries, place, entries, place + 1, size++ - place);
            entries[place] = entry;
        }
        changed();
    }

    private void reserve() {
        if (size == entries.length) {
            entries = LongArrays.grow(entries, Math.max(LEAST_DATES, size + 1), size);
        }
    }

    private void changed() {
        median = Double.NaN;
        deviation = Double.NaN;
    }

    /** How many dates have a figure above 0. */
    int size() {
        return size;
    }

    /** The figure of the date at a place; the greatest is at 0, of equal ones the earlier first. */
    long figure(int place) {
        return entries[size - 1 - place] >> DAY_BITS;
    }

    /** The date at a place, as days since the first date of the window. */
    int day(int place) {
        return LAST_DAY - (int) (entries[size - 1 - place] & LAST_DAY);
    }

    /** The median of the figures, of which there must be one. */
    double median() {
        if (Double.isNaN(median)) {
            int middle = size / 2;
            median =
                    size % 2 == 1
                            ? figure(middle)
                            : ((double) figure(middle) + figure(middle - 1)) / 2;
        }
        return median;
    }

    /** How the figures lie, of which there must be one. */
    Spread spread() {
        if (Double.isNaN(deviation)) {
            deviation = medianDeviation();
        }
        return new Spread(median(), deviation);
    }

    /** From the middle outwards figures deviate more and more, on both sides. */
    private double medianDeviation() {
        double middle = median();
        int above = size / 2 - 1;
        int below = size / 2;
        double last = 0;
        double beforeLast = 0;
        for (int taken = 0; taken <= size / 2; taken++) {
            beforeLast = last;
            double up = above >= 0 ? figure(above) - middle : Double.POSITIVE_INFINITY;
            double down = below < size ? middle - figure(below) : Double.POSITIVE_INFINITY;
            if (up < down) {
                last = up;
                above--;
            } else {
                last = down;
                below++;
            }
        }
        return size % 2 == 1 ? last : (beforeLast + last) / 2;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Long.BYTES * entries.length;
    }
}
