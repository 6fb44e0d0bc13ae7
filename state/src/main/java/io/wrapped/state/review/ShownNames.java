package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollup;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that ids show in a window of dates: of several the least, so that neither the order of
 * arrival nor what was streamed outside of the window can change a document.
 */
final class ShownNames {
    private ResolvedItems items = ResolvedItems.NONE;
    private final PresentItems present = new PresentItems();

    /** Of labels of several names and songs of several artists, what was found for them. */
    private final Map<Labels, Int2ObjectMap<@Nullable String>> found = new IdentityHashMap<>(4);

    private final Int2ObjectMap<@Nullable String> foundArtists = new Int2ObjectOpenHashMap<>(0);

    /** Begins anew with no date, for the items of a listener. */
    void begin(ResolvedItems ofListener) {
        items = ofListener;
        present.clear();
        forget();
    }

    /** An item came in that may change the names that others show. */
    void forget() {
        found.clear();
        foundArtists.clear();
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
        return labels.isOfSeveralNames(number)
                ? found.computeIfAbsent(labels, of -> new Int2ObjectOpenHashMap<>())
                        .computeIfAbsent(number, of -> labels.leastName(of, present))
                : labels.name(number);
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
        return foundArtists.computeIfAbsent(song, this::leastArtist);
    }

    private @Nullable String leastArtist(int song) {
        String least = null;
        int last = -1;
        for (int place = 0; place < present.size(); place++) {
            int item = present.item(place);
            int artist = items.artists().first(item);
            if (artist >= 0 && artist != last && items.songs().first(item) == song) {
                least = Content.lesser(least, artist(artist));
                last = artist;
            }
        }
        return least;
    }

    /** Writes the first fields of an entry: the id, and the name that it shows. */
    void writeIdAndName(JsonWriter json, Labels labels, int number) {
        if (labels.isOfSeveralNames(number)) {
            json.field("id", labels.id(number)).field("name", of(labels, number));
        } else {
            json.fields(labels.label(number).idAndNameJson());
        }
    }

    /** Writes the field {@code name}. */
    void writeName(JsonWriter json, Labels labels, int number) {
        if (labels.isOfSeveralNames(number)) {
            json.field("name", of(labels, number));
        } else {
            json.name("name").value(labels.label(number).nameJson());
        }
    }

    /** Writes the field {@code artist} of a song. */
    void writeArtist(JsonWriter json, int song) {
        int artist = items.artistOfSong(song);
        if (artist < 0 || items.artists().isOfSeveralNames(artist)) {
            json.field("artist", artistOfSong(song));
        } else {
            json.name("artist").value(items.artists().label(artist).nameJson());
        }
    }

    ResolvedItems items() {
        return items;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return present.bytes();
    }
}
