package io.wrapped.bench.naive;

/**
 * A listener's year as the first thought would keep it. Lists are arrays, which Flink knows how to
 * send.
 *
 * @param topSongs ids of the best, as are the other top lists
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
        String[] topSongs,
        String[] topArtists,
        String[] topGenres,
        String[] topShows,
        SimpleDay[] days) {

    /** A remarkable day; the kind is spelled as in the product. */
    public record SimpleDay(int epochDay, String kind, double score) {}
}
