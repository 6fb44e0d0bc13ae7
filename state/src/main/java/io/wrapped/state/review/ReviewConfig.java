package io.wrapped.state.review;

import java.io.Serializable;
import java.time.Duration;

/**
 * Every threshold of the SPEC's sections 2 to 4. Milliseconds are meant where a component says so;
 * a weight belongs to its {@link RemarkableKind}.
 *
 * @param streamMs a shorter play is no stream
 * @param eligibleSongs fewer songs in the year: no remarkable days
 * @param eligibleArtists fewer artists in the year: no remarkable days
 * @param topLength entries of a top list
 * @param factsLength entries of a list in a day's facts
 * @param remarkableDays at most so many are chosen
 * @param candidatesAKind at most so many of a kind may be chosen from
 * @param genreShare of the date's music that the genre of TOP_GENRE_DAY has at least
 * @param discoveryArtists new artists of a DISCOVERY_DAY, at least
 * @param discoveryQuietDays days after the first stream ever that bring no DISCOVERY_DAY
 * @param nostalgicYears a release is old when it is that many years older than the review's year
 * @param nostalgicShare of the date's dated music that is old, at least
 * @param nostalgicExcessMs old music beyond what the year would let expect, at least
 * @param unusualDistance distance of the date's genres from the year's, at least
 * @param unusualActiveDays fewer active days in the window: no MOST_UNUSUAL_DAY
 * @param repeats streams of songs streamed before on an ON_REPEAT_DAY, at least
 * @param diverseArtists primary artists of a MOST_DIVERSE_DAY, at least
 * @param madScale makes a median absolute deviation comparable to a standard deviation
 * @param leastSpreadShare a kind's spread counts as at least that share of its median
 * @param leastSpread a kind's spread counts as at least that, in the kind's unit
 * @param strengthScale spreads above the median that a strength grows over
 * @param mostUnusualStrength cap of the strength of MOST_UNUSUAL_DAY
 * @param calendarStrength strength of BIRTHDAY and NEW_YEARS_DAY
 */
public record ReviewConfig(
        int streamMs,
        int eligibleSongs,
        int eligibleArtists,
        int topLength,
        int factsLength,
        int remarkableDays,
        int candidatesAKind,
        long musicDayMs,
        long artistDayMs,
        long genreDayMs,
        double genreShare,
        int discoveryArtists,
        int discoveryQuietDays,
        int nostalgicYears,
        long nostalgicDatedMs,
        double nostalgicShare,
        long nostalgicExcessMs,
        long unusualGenreMs,
        double unusualDistance,
        int unusualActiveDays,
        int repeats,
        int diverseArtists,
        long podcastDayMs,
        long showDayMs,
        double madScale,
        double leastSpreadShare,
        double leastSpread,
        double strengthScale,
        double mostUnusualStrength,
        double calendarStrength)
        implements Serializable {

    /** The thresholds that the SPEC gives. */
    public static final ReviewConfig DEFAULT =
            new ReviewConfig(
                    /* streamMs= */ 30_000,
                    /* eligibleSongs= */ 30,
                    /* eligibleArtists= */ 5,
                    /* topLength= */ 5,
                    /* factsLength= */ 3,
                    /* remarkableDays= */ 5,
                    /* candidatesAKind= */ 5,
                    /* musicDayMs= */ Duration.ofMinutes(30).toMillis(),
                    /* artistDayMs= */ Duration.ofMinutes(15).toMillis(),
                    /* genreDayMs= */ Duration.ofMinutes(30).toMillis(),
                    /* genreShare= */ 0.5,
                    /* discoveryArtists= */ 5,
                    /* discoveryQuietDays= */ 28,
                    /* nostalgicYears= */ 10,
                    /* nostalgicDatedMs= */ Duration.ofMinutes(30).toMillis(),
                    /* nostalgicShare= */ 0.6,
                    /* nostalgicExcessMs= */ Duration.ofMinutes(10).toMillis(),
                    /* unusualGenreMs= */ Duration.ofMinutes(30).toMillis(),
                    /* unusualDistance= */ 0.5,
                    /* unusualActiveDays= */ 20,
                    /* repeats= */ 20,
                    /* diverseArtists= */ 20,
                    /* podcastDayMs= */ Duration.ofMinutes(30).toMillis(),
                    /* showDayMs= */ Duration.ofMinutes(15).toMillis(),
                    /* madScale= */ 1.4826,
                    /* leastSpreadShare= */ 0.1,
                    /* leastSpread= */ 1,
                    /* strengthScale= */ 4,
                    /* mostUnusualStrength= */ 0.999,
                    /* calendarStrength= */ 0.5);
}
