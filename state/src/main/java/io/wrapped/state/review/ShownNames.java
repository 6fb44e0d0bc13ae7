package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollup;
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

    ResolvedItems items() {
        return items;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return present.bytes();
    }
}
