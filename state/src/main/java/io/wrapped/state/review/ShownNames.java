package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.TopEntry;
import io.wrapped.state.review.Review.TopGenre;
import io.wrapped.state.review.Review.TopSong;
import io.wrapped.state.rollup.DayRollup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that ids show in a window of dates: of several the least, so that neither the order of
 * arrival nor what was streamed outside of the window can change a document.
 */
final class ShownNames {
    private ResolvedItems items = ResolvedItems.NONE;
    private final PresentItems present = new PresentItems();

    /** Begins anew with no date, for the items of a listener. */
    void begin(ResolvedItems ofListener) {
        items = ofListener;
        present.clear();
    }

    /** Takes a date's streams into the window. */
    void include(DayRollup date) {
        for (int row = 0; row < date.size(); row++) {
            include(date.item(row));
        }
    }

    /**
     * Takes an item of the window in.
     *
     * @return whether it was not there
     */
    boolean include(int item) {
        return items.kind(item) != ResolvedItems.EXCLUDED && present.add(item);
    }

    @Nullable String of(Labels labels, int number) {
        return labels.name(number, present);
    }

    @Nullable String song(int song) {
        return of(items.songs(), song);
    }

    @Nullable String artist(int artist) {
        return of(items.artists(), artist);
    }

    @Nullable String show(int show) {
        return of(items.shows(), show);
    }

    /** The name of a song's primary artist; of several artists the least name. */
    @Nullable String artistOfSong(int song) {
        int agreed = items.artistOfSong(song);
        if (agreed != ResolvedItems.SEVERAL_ARTISTS) {
            return agreed < 0 ? null : artist(agreed);
        }
        Labels songs = items.songs();
        String least = null;
        int last = -1;
        for (int item = 0; item < items.count(); item++) {
            if (present.contains(item) && songs.first(item) == song) {
                int artist = items.artists().first(item);
                if (artist >= 0 && artist != last) {
                    least = Content.lesser(least, artist(artist));
                    last = artist;
                }
            }
        }
        return least;
    }

    /** The top lists of what was added up over the window. */
    Top top(Tally songs, Tally artists, Tally genres, Tally shows, int length) {
        List<TopSong> topSongs = new ArrayList<>(length);
        for (int song : songs.topByStreams(length)) {
            topSongs.add(
                    new TopSong(
                            items.songs().id(song),
                            song(song),
                            artistOfSong(song),
                            songs.streams(song),
                            songs.ms(song)));
        }
        List<TopGenre> topGenres = new ArrayList<>(length);
        for (int genre : genres.topByStreams(length)) {
            topGenres.add(
                    new TopGenre(
                            items.genres().id(genre), genres.streams(genre), genres.ms(genre)));
        }
        return new Top(
                topSongs,
                entries(items.artists(), artists, artists.topByStreams(length)),
                topGenres,
                entries(items.shows(), shows, shows.topByMs(length)));
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return present.bytes();
    }

    private List<TopEntry> entries(Labels labels, Tally tally, int[] numbers) {
        List<TopEntry> entries = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            entries.add(
                    new TopEntry(
                            labels.id(number),
                            of(labels, number),
                            tally.streams(number),
                            tally.ms(number)));
        }
        return entries;
    }
}
