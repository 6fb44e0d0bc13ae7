package io.wrapped.state.review;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import java.util.Arrays;

/**
 * The distances of all dates of a window, exact where that can matter and estimated elsewhere:
 * logarithms are what ranking a year would otherwise cost most.
 */
final class GenreDistances {
    // Two estimates that lie further apart are in the order of the distances.
    private static final double APART = 2 * GenreDistance.ESTIMATE_ERROR;

    // In place of an estimate: there is none yet, or the date has no genre or distance 0.
    private static final double UNKNOWN = -1;
    private static final double NOTHING = -2;

    private static final int BUCKETS = 256;

    private final GenreDistance distance = new GenreDistance();
    private ActiveDates dates = new ActiveDates();
    private double[] estimates = {};
    private double[] scratch = {};
    private double[] best = {};
    private double[] few = {};
    private final int[] inBucket = new int[BUCKETS];
    private boolean allEstimated;

    /** Begins anew, with a window as it is now. */
    void begin(Window window) {
        dates = window.dates();
        int size = dates.size();
        estimates = DoubleArrays.ensureCapacity(estimates, size, 0);
        scratch = DoubleArrays.ensureCapacity(scratch, size, 0);
        few = DoubleArrays.ensureCapacity(few, size, 0);
        allEstimated = false;
        distance.begin(window.genres(), dates);
    }

    /**
     * Finds the distances that may be among the greatest of the dates with enough genres.
     *
     * @param leastMs of genres, on a date that counts
     * @param least distance that counts
     * @param most so many are wanted
     * @param values by date, replaced; NaN where the distance does not matter
     */
    void greatest(long leastMs, double least, int most, double[] values) {
        int size = dates.size();
        int count = 0;
        for (int date = 0; date < size; date++) {
            values[date] = Double.NaN;
            estimates[date] = dates.genreMs(date) >= leastMs ? distance.estimate(date) : UNKNOWN;
            if (estimates[date] > least * least - APART) {
                scratch[count++] = estimates[date];
            }
        }
        if (count == 0) {
            return;
        }
        best = DoubleArrays.ensureCapacity(best, most, 0);
        double last = count <= most ? least * least : greatestOf(count, most);
        for (int date = 0; date < size; date++) {
            if (estimates[date] > last - APART) {
                values[date] = distance.of(date);
            }
        }
    }

    /** The least of the greatest ones in scratch, of which there are more than wanted. */
    private double greatestOf(int count, int most) {
        Arrays.fill(best, 0, most, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            double value = scratch[i];
            if (value > best[most - 1]) {
                int place = most - 1;
                while (place > 0 && best[place - 1] < value) {
                    best[place] = best[place - 1];
                    place--;
                }
                best[place] = value;
            }
        }
        return best[most - 1];
    }

    private void estimateRest() {
        if (allEstimated) {
            return;
        }
        allEstimated = true;
        for (int date = 0; date < dates.size(); date++) {
            if (estimates[date] == UNKNOWN) {
                estimates[date] = dates.genreMs(date) == 0 ? NOTHING : distance.estimate(date);
            }
        }
    }

    /** Whether no date has a greater distance. Comes after {@link #greatest}. */
    boolean isGreatest(double value) {
        estimateRest();
        for (int date = 0; date < dates.size(); date++) {
            // The value itself is rounded.
            if (estimates[date] > value * value - 2 * APART && distance.of(date) > value) {
                return false;
            }
        }
        return true;
    }

    /**
     * The median of the distances above 0, of which there must be one. Comes after {@link
     * #greatest}.
     */
    double median() {
        estimateRest();
        Arrays.fill(inBucket, 0);
        int count = 0;
        for (int date = 0; date < dates.size(); date++) {
            double estimate = estimates[date];
            // Near 0 the distance may be 0, and then the date does not count.
            if (estimate > APART || estimate >= 0 && distance.of(date) > 0) {
                scratch[count++] = estimate;
                inBucket[bucket(estimate)]++;
            } else {
                estimates[date] = NOTHING;
            }
        }
        int middle = count / 2;
        double upper = atPlace(middle, count);
        return count % 2 == 1 ? upper : (atPlace(middle - 1, count) + upper) / 2;
    }

    private static int bucket(double estimate) {
        return (int) (Math.min(estimate, 1) * (BUCKETS - 1));
    }

    /**
     * The distance at a place of their ascending order. The estimate at that place may be of
     * another date, but is no further from it than an estimate may be wrong, so it lies among those
     * of nearby estimates.
     */
    private double atPlace(int place, int count) {
        double estimate = estimateAt(place, count);
        int below = 0;
        int near = 0;
        for (int date = 0; date < dates.size(); date++) {
            if (estimates[date] >= 0 && estimates[date] < estimate - APART) {
                below++;
            } else if (estimates[date] >= 0 && estimates[date] <= estimate + APART) {
                few[near++] = distance.of(date);
            }
        }
        return Selection.select(few, near, place - below);
    }

    /**
     * The estimate at a place of their ascending order, found in the bucket where that place is.
     */
    private double estimateAt(int place, int count) {
        int bucket = 0;
        int below = 0;
        while (below + inBucket[bucket] <= place) {
            below += inBucket[bucket++];
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            few[found] = scratch[i];
            found += bucket(scratch[i]) == bucket ? 1 : 0;
        }
        return Selection.select(few, found, place - below);
    }
}
