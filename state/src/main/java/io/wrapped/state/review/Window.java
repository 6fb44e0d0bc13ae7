package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The figures of a year up to a date (SPEC section 3), and those of each active date in it. */
final class Window {
    private final ResolvedItems items;
    private final DayTally day;
    private final int lastOldYear;
    private final List<ActiveDate> dates = new ArrayList<>();
    private final ShownNames names;
    private final Tally songs;
    private final Tally artists;
    private final Tally genres;
    private final Tally shows;
    private long streams;
    private long musicMs;
    private long podcastMs;
    private long audiobookMs;
    private long oldMs;
    private long datedMs;

    /**
     * What one date with a stream gives to the kinds of remarkable days.
     *
     * @param genreMs milliseconds summed over all genres, so a song counts once for each of its own
     * @param topGenreMs milliseconds of the date's greatest genre
     * @param repeats streams of music less different songs
     * @param primaryArtists how many different ones
     * @param genres numbers of the date's genres, in no particular order
     * @param msByGenre milliseconds of each of {@code genres}
     */
    record ActiveDate(
            int epochDay,
            DayRollup rollup,
            long streams,
            long musicMs,
            long podcastMs,
            long audiobookMs,
            long oldMs,
            long datedMs,
            long genreMs,
            long topGenreMs,
            int repeats,
            int primaryArtists,
            int[] genres,
            long[] msByGenre) {

        long totalMs() {
            return musicMs + podcastMs + audiobookMs;
        }
    }

    /**
     * @param rollups the rollups of the window's dates
     * @param lastOldYear release year up to which music is old
     */
    Window(ResolvedItems items, SortedMap<Integer, DayRollup> rollups, int lastOldYear) {
        this.items = items;
        this.lastOldYear = lastOldYear;
        day = new DayTally(items);
        names = new ShownNames(items);
        songs = new Tally(items.songs());
        artists = new Tally(items.artists());
        genres = new Tally(items.genres());
        shows = new Tally(items.shows());
        for (Map.Entry<Integer, DayRollup> date : rollups.entrySet()) {
            add(date.getKey(), date.getValue());
        }
    }

    private void add(int epochDay, DayRollup rollup) {
        day.fill(rollup, lastOldYear);
        if (day.streams == 0) {
            return;
        }
        names.include(rollup);
        songs.addAll(day.songs);
        artists.addAll(day.artists);
        genres.addAll(day.genres);
        shows.addAll(day.shows);
        streams += day.streams;
        musicMs += day.musicMs;
        podcastMs += day.podcastMs;
        audiobookMs += day.audiobookMs;
        oldMs += day.oldMs;
        datedMs += day.datedMs;
        int[] numbers = day.genres.numbers();
        long[] msByGenre = new long[numbers.length];
        long topGenreMs = 0;
        for (int i = 0; i < numbers.length; i++) {
            msByGenre[i] = day.genres.ms(numbers[i]);
            topGenreMs = Math.max(topGenreMs, msByGenre[i]);
        }
        dates.add(
                new ActiveDate(
                        epochDay,
                        rollup,
                        day.streams,
                        day.musicMs,
                        day.podcastMs,
                        day.audiobookMs,
                        day.oldMs,
                        day.datedMs,
                        day.genreMs,
                        topGenreMs,
                        day.musicStreams - day.songs.size(),
                        day.artists.size(),
                        numbers,
                        msByGenre));
    }

    Totals totals() {
        return new Totals(
                streams,
                musicMs,
                podcastMs,
                audiobookMs,
                songs.size(),
                names.creditedArtists(),
                shows.size(),
                dates.size());
    }

    Top top(int length) {
        return names.top(songs, artists, genres, shows, length);
    }

    /** The active dates, ascending. */
    List<ActiveDate> dates() {
        return dates;
    }

    /** A date of the window added up again, valid until the next call. */
    DayTally tally(ActiveDate date) {
        day.fill(date.rollup(), lastOldYear);
        return day;
    }

    /** Milliseconds on a date of the items whose first label has that number. */
    static long ms(ActiveDate date, Labels labels, int number) {
        DayRollup rollup = date.rollup();
        long ms = 0;
        for (int row = 0; row < rollup.size(); row++) {
            ms += labels.first(rollup.item(row)) == number ? rollup.ms(row) : 0;
        }
        return ms;
    }

    /** Share of old music in the music whose release year is known. */
    double oldShare() {
        return (double) oldMs / datedMs;
    }

    int lastOldYear() {
        return lastOldYear;
    }

    ResolvedItems items() {
        return items;
    }

    ShownNames names() {
        return names;
    }

    /** By primary artist. */
    Tally artists() {
        return artists;
    }

    Tally genres() {
        return genres;
    }

    Tally shows() {
        return shows;
    }
}
