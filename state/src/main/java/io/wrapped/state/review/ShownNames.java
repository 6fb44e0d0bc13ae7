package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.TopEntry;
import io.wrapped.state.review.Review.TopGenre;
import io.wrapped.state.review.Review.TopSong;
import io.wrapped.state.rollup.DayRollup;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The names that ids show in a window of dates: of several the least, so that neither the order of
 * arrival nor what was streamed outside of the window can change a document.
 */
final class ShownNames {
    private final ResolvedItems items;
    private final boolean[] present;

    ShownNames(ResolvedItems items) {
        this.items = items;
        present = new boolean[items.count()];
    }

    /** Takes a date's streams into the window. */
    void include(DayRollup date) {
        for (int row = 0; row < date.size(); row++) {
            int item = date.item(row);
            present[item] = items.kind(item) != null;
        }
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
        String least = null;
        int last = -1;
        for (int item = 0; item < present.length; item++) {
            if (present[item] && items.songs().first(item) == song) {
                int artist = items.artists().first(item);
                if (artist >= 0 && artist != last) {
                    least = Labels.lesser(least, artist(artist));
                    last = artist;
                }
            }
        }
        return least;
    }

    /** How many artists are credited in the window. */
    int creditedArtists() {
        Labels artists = items.artists();
        boolean[] credited = new boolean[artists.numbers()];
        int count = 0;
        for (int item = 0; item < present.length; item++) {
            for (int i = artists.start(item); present[item] && i < artists.end(item); i++) {
                int artist = artists.at(i);
                count += credited[artist] ? 0 : 1;
                credited[artist] = true;
            }
        }
        return count;
    }

    /** The top lists of what was added up over the window. */
    Top top(Tally songs, Tally artists, Tally genres, Tally shows, int length) {
        return new Top(
                list(songs.topByStreams(length), song -> songEntry(songs, song)),
                list(
                        artists.topByStreams(length),
                        artist -> entry(items.artists(), artists, artist, artist(artist))),
                list(
                        genres.topByStreams(length),
                        genre ->
                                new TopGenre(
                                        items.genres().id(genre),
                                        genres.streams(genre),
                                        genres.ms(genre))),
                list(shows.topByMs(length), show -> entry(items.shows(), shows, show, show(show))));
    }

    private TopSong songEntry(Tally songs, int song) {
        return new TopSong(
                items.songs().id(song),
                song(song),
                artistOfSong(song),
                songs.streams(song),
                songs.ms(song));
    }

    private static TopEntry entry(Labels labels, Tally tally, int number, @Nullable String name) {
        return new TopEntry(labels.id(number), name, tally.streams(number), tally.ms(number));
    }

    private static <T> List<T> list(int[] numbers, IntFunction<T> entry) {
        return Arrays.stream(numbers).mapToObj(entry).toList();
    }
}
