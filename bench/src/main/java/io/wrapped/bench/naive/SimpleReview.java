package io.wrapped.bench.naive;

import java.util.List;
import java.util.Map;

/**
 * A listener's year as the first thought would keep it.
 *
 * @param top ids of the best songs, artists, genres and shows, by the list's name
 * @param days the remarkable ones, in date order
 */
public record SimpleReview(
        String userId,
        boolean eligible,
        boolean yearsEnd,
        long streams,
        long musicMs,
        long podcastMs,
        int songs,
        int artists,
        int shows,
        int activeDays,
        Map<String, List<String>> top,
        List<SimpleDay> days) {

    /** A remarkable day; the kind is spelled as in the product. */
    public record SimpleDay(int epochDay, String kind, double score) {}
}
