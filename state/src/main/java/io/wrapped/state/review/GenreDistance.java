package io.wrapped.state.review;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import java.util.Arrays;

/**
 * The Jensen-Shannon distance, base 2, of one date's shares of genres and the window's. Half the
 * divergence is rounded to 12 decimals, so that dates like the window have distance 0 whatever the
 * noise of doubles.
 */
final class GenreDistance {
    private static final double LN_2 = StrictMath.log(2);
    private static final double STEP = 1e-12;
    // What either sum of logarithms may be off by, for each of its terms, with much to spare.
    private static final double ERROR_A_TERM = 1e-15;

    private static final int SLICES = 1024;

    /** 1 less the entropy of a share and its rest, for shares from 0 to 1 in equal steps. */
    private static final double[] CERTAINTY = new double[SLICES + 2];

    /**
     * How far {@link #estimate} may be from half the divergence. Between two steps certainty is
     * taken for straight; near 0 and 1, where it is bent most, it is off by less than a step over e
     * ln 2. Its weights sum to 2.
     */
    static final double ESTIMATE_ERROR = 0.6 / SLICES;

    static {
        for (int step = 0; step <= SLICES; step++) {
            double share = (double) step / SLICES;
            CERTAINTY[step] = 1 - entropy(share) - entropy(1 - share);
        }
        // A share of exactly 1 looks one further.
        CERTAINTY[SLICES + 1] = CERTAINTY[SLICES];
    }

    private Tally window = new Tally();
    private ActiveDates dates = new ActiveDates();
    private double windowMs;
    private double[] shareOfGenre = {};
    private double[] terms = {};

    private static double entropy(double share) {
        return share == 0 ? 0 : -share * Math.log(share) / LN_2;
    }

    /** Begins anew, with a window's genres and dates as they are now. */
    void begin(Tally ofWindow, ActiveDates ofDates) {
        window = ofWindow;
        dates = ofDates;
        long sum = 0;
        for (int i = 0; i < window.size(); i++) {
            sum += window.ms(window.number(i));
        }
        windowMs = sum;
        shareOfGenre = DoubleArrays.ensureCapacity(shareOfGenre, window.size(), 0);
        for (int i = 0; i < window.size(); i++) {
            int genre = window.number(i);
            if (genre >= shareOfGenre.length) {
                shareOfGenre = DoubleArrays.grow(shareOfGenre, genre + 1);
            }
            shareOfGenre[genre] = window.ms(genre) / windowMs;
        }
    }

    /**
     * About half the divergence of a date with genres, without a logarithm: for a genre of share p
     * on the date and q in the window it is (p + q) times the certainty of p / (p + q).
     */
    double estimate(int date) {
        double ofDate = 1.0 / dates.genreMs(date);
        double divergence = 0;
        double missing = 1;
        int end = dates.genreEnd(date);
        for (int i = dates.genreStart(date); i < end; i++) {
            double p = dates.msOfGenre(i) * ofDate;
            double q = shareOfGenre[dates.genre(i)];
            double place = p / (p + q) * SLICES;
            int step = (int) place;
            double certainty = CERTAINTY[step];
            certainty += (CERTAINTY[step + 1] - certainty) * (place - step);
            divergence += (p + q) * certainty;
            missing -= q;
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
        for (int i = dates.genreStart(date); i < dates.genreEnd(date); i++) {
            long inWindow = window.ms(dates.genre(i));
            sharedMs += inWindow;
            double p = dates.msOfGenre(i) / (double) dates.genreMs(date);
            double q = inWindow / windowMs;
            double mean = (p + q) / 2;
            divergence += p * Math.log(p / mean) + q * Math.log(q / mean);
        }
        return divergence / LN_2 + (windowMs - sharedMs) / windowMs;
    }

    /** The divergence by the logarithm that is the same everywhere. */
    private double strict(int date) {
        int count = terms(date);
        terms = DoubleArrays.ensureCapacity(terms, count + 1);
        int start = dates.genreStart(date);
        long sharedMs = 0;
        for (int i = 0; i < count; i++) {
            long inWindow = window.ms(dates.genre(start + i));
            sharedMs += inWindow;
            double p = dates.msOfGenre(start + i) / (double) dates.genreMs(date);
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
        return dates.genreEnd(date) - dates.genreStart(date);
    }

    private static double log2(double x) {
        return StrictMath.log(x) / LN_2;
    }
}
