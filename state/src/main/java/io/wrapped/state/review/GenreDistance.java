package io.wrapped.state.review;

import io.wrapped.state.review.Window.ActiveDate;
import java.util.Arrays;

/**
 * The Jensen-Shannon distance, base 2, of one date's shares of genres and the window's. The
 * divergence is rounded to 12 decimals, so that dates like the window have distance 0 whatever the
 * noise of doubles.
 */
final class GenreDistance {
    private static final double LN_2 = StrictMath.log(2);

    private final Tally window;
    private final double windowMs;

    GenreDistance(Tally window) {
        this.window = window;
        long sum = 0;
        for (int genre : window.numbers()) {
            sum += window.ms(genre);
        }
        windowMs = sum;
    }

    /** The distance of a date with genres, in [0, 1]. */
    double of(ActiveDate date) {
        int[] genres = date.genres();
        double[] terms = new double[genres.length + 1];
        long sharedMs = 0;
        for (int i = 0; i < genres.length; i++) {
            long inWindow = window.ms(genres[i]);
            sharedMs += inWindow;
            double p = date.msByGenre()[i] / (double) date.genreMs();
            double q = inWindow / windowMs;
            double mean = (p + q) / 2;
            terms[i] = p * log2(p / mean) + q * log2(q / mean);
        }
        // Of a genre that the date lacks nothing is left but q * log2(2).
        terms[genres.length] = (windowMs - sharedMs) / windowMs;
        // Sorted, since a sum of doubles hangs on its order and genres come in that of arrival.
        Arrays.sort(terms);
        double divergence = 0;
        for (double term : terms) {
            divergence += term;
        }
        return Math.sqrt(Decimals.round12(Math.max(divergence / 2, 0)));
    }

    private static double log2(double x) {
        return StrictMath.log(x) / LN_2;
    }
}
