package io.wrapped.state.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener's year (SPEC section 5), but for the written reports.
 *
 * @param throughEpochDay last local date covered, as days since 1970-01-01
 * @param remarkableDays in date order
 */
public record Review(
        String userId,
        int year,
        int throughEpochDay,
        boolean eligible,
        Totals totals,
        Top top,
        List<RemarkableDay> remarkableDays) {

    public Review {
        remarkableDays = List.copyOf(remarkableDays);
    }

    /**
     * @param songs different ones
     * @param artists different ones credited on music, featured ones too
     * @param shows different ones
     * @param activeDays dates with a stream
     */
    public record Totals(
            long streams,
            long musicMs,
            long podcastMs,
            long audiobookMs,
            int songs,
            int artists,
            int shows,
            int activeDays) {}

    /** The top lists, best first. */
    public record Top(
            List<TopSong> songs,
            List<TopEntry> artists,
            List<TopGenre> genres,
            List<TopEntry> shows) {

        public Top {
            songs = List.copyOf(songs);
            artists = List.copyOf(artists);
            genres = List.copyOf(genres);
            shows = List.copyOf(shows);
        }
    }

    /** A song; name and artist are null where unknown. */
    public record TopSong(
            String id, @Nullable String name, @Nullable String artist, long streams, long ms) {}

    /** An artist or a show; the name is null where unknown. */
    public record TopEntry(String id, @Nullable String name, long streams, long ms) {}

    /** A genre, whose id is its name. */
    public record TopGenre(String id, long streams, long ms) {}

    /**
     * A chosen day.
     *
     * @param epochDay days since 1970-01-01
     * @param factsJson what its story may be written from, as canonical JSON: equal facts are equal
     *     strings. {@code docs/reviews.md} lists them
     */
    public record RemarkableDay(
            int epochDay, RemarkableKind kind, double score, String factsJson) {}
}
