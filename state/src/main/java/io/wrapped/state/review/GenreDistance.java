package io.wrapped.state.review;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import java.util.Arrays;

/**
 * The Jensen-Shannon distance, base 2, of one date's shares of genres and the window's. Half the
 * divergence is rounded to 12 decimals, so that dates like the window have distance 0 whatever the
 * noise of doubles.
 */
final class GenreDistance {
    /**
     * How far {@link #estimate} may be from the divergence: the error of five logarithms with
     * weights that sum to 4, with much to spare.
     */
    static final double ESTIMATE_ERROR = 1e-8;

    private static final double LN_2 = StrictMath.log(2);
    private static final double STEP = 1e-12;
    // What either sum of logarithms may be off by, for each of its terms, with much to spare.
    private static final double ERROR_A_TERM = 1e-15;

    private final Tally window;
    private final ActiveDates dates;
    private double windowMs;
    private double[] terms = {};

    GenreDistance(Tally window, ActiveDates dates) {
        this.window = window;
        this.dates = dates;
    }

    /** Begins anew, with the window's genres as they are now. */
    void begin() {
        long sum = 0;
        for (int i = 0; i < window.size(); i++) {
            sum += window.ms(window.number(i));
        }
        windowMs = sum;
    }

    /** About half the divergence of a date with genres; cheap. */
    double estimate(int date) {
        double ofDate = 1.0 / dates.genreMs[date];
        double ofWindow = 1 / windowMs;
        double divergence = 0;
        double missing = 1;
        for (int i = dates.genreStart(date); i < dates.genreEnds[date]; i++) {
            double p = dates.msOfGenres[i] * ofDate;
            double q = window.ms(dates.genres[i]) * ofWindow;
            double mean = (p + q) / 2;
            missing -= q;
            divergence += p * Log2.of(p) + q * Log2.of(q) - 2 * mean * Log2.of(mean);
        }
        return Math.max(divergence + missing, 0) / 2;
    }

    /** The distance of a date with genres, in [0, 1], rounded to 9 decimals. */
    double of(int date) {
        double half = Math.max(quick(date) / 2, 0);
        double error = ERROR_A_TERM * (terms(date) + 1);
        double steps = half / STEP;
        boolean nearTie = 0.5 - Math.abs(steps - Math.rint(steps)) < error / STEP;
        // Any two good sums round to the same 12 decimals, but for those beside a tie.
        double rounded = Decimals.round12(nearTie ? Math.max(strict(date) / 2, 0) : half);
        return Decimals.round9(Math.sqrt(rounded));
    }

    /** The divergence by the platform's logarithm, which may be any good one. */
    private double quick(int date) {
        double divergence = 0;
        long sharedMs = 0;
        for (int i = dates.genreStart(date); i < dates.genreEnds[date]; i++) {
            long inWindow = window.ms(dates.genres[i]);
            sharedMs += inWindow;
            double p = dates.msOfGenres[i] / (double) dates.genreMs[date];
            double q = inWindow / windowMs;
            double mean = (p + q) / 2;
            divergence += (p * Math.log(p / mean) + q * Math.log(q / mean)) / LN_2;
        }
        return divergence + (windowMs - sharedMs) / windowMs;
    }

    /** The divergence by the logarithm that is the same everywhere. */
    private double strict(int date) {
        int count = terms(date);
        terms = DoubleArrays.ensureCapacity(terms, count + 1);
        int start = dates.genreStart(date);
        long sharedMs = 0;
        for (int i = 0; i < count; i++) {
            long inWindow = window.ms(dates.genres[start + i]);
            sharedMs += inWindow;
            double p = dates.msOfGenres[start + i] / (double) dates.genreMs[date];
            double q = inWindow / windowMs;
            double mean = (p + q) / 2;
            terms[i] = p * log2(p / mean) + q * log2(q / mean);
        }
        // Of a genre that the date lacks nothing is left but q * log2(2).
        terms[count] = (windowMs - sharedMs) / windowMs;
        // Sorted, since a sum of doubles hangs on its order and genres come in that of arrival.
        Arrays.sort(terms, 0, count + 1);
        double divergence = 0;
        for (int i = 0; i <= count; i++) {
            divergence += terms[i];
        }
        return divergence;
    }

    private int terms(int date) {
        return dates.genreEnds[date] - dates.genreStart(date);
    }

    private static double log2(double x) {
        return StrictMath.log(x) / LN_2;
    }
}
