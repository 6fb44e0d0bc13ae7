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

    private static final double UNKNOWN = -1;

    private final GenreDistance distance = new GenreDistance();
    private ActiveDates dates = new ActiveDates();
    private double[] estimates = {};
    private double[] scratch = {};
    private double[] best = {};

    /** Begins anew, with a window as it is now. */
    void begin(Window window) {
        dates = window.dates();
        int size = dates.size();
        estimates = DoubleArrays.ensureCapacity(estimates, size, 0);
        scratch = DoubleArrays.ensureCapacity(scratch, size, 0);
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

    /**
     * Finds distances so far that their greatest and their median are exact. Comes after {@link
     * #greatest}, whose estimates it uses.
     *
     * @param values by date, replaced; NaN where there is no genre
     */
    void all(double[] values) {
        int size = dates.size();
        int count = 0;
        double greatest = 0;
        for (int date = 0; date < size; date++) {
            if (dates.genreMs(date) == 0) {
                estimates[date] = Double.NaN;
                values[date] = Double.NaN;
                continue;
            }
            if (estimates[date] == UNKNOWN) {
                estimates[date] = distance.estimate(date);
            }
            values[date] = Math.sqrt(estimates[date]);
            greatest = Math.max(greatest, estimates[date]);
        }
        findNear(0, values);
        findNear(greatest, values);
        for (int date = 0; date < size; date++) {
            if (values[date] > 0) {
                scratch[count++] = estimates[date];
            }
        }
        if (count > 0) {
            double upper = Selection.select(scratch, count, count / 2);
            double lower = Selection.greatest(scratch, Math.max(1, count / 2));
            findNear(upper, values);
            findNear(lower, values);
        }
    }

    private void findNear(double estimate, double[] values) {
        for (int date = 0; date < dates.size(); date++) {
            if (Math.abs(estimates[date] - estimate) <= APART) {
                values[date] = distance.of(date);
            }
        }
    }
}
