package io.wrapped.state.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.TopEntry;
import io.wrapped.state.review.Review.TopGenre;
import io.wrapped.state.review.Review.TopSong;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The top lists as documents spell them. */
final class TopJson {
    private TopJson() {}

    /** The lists of a window as they were written last. */
    static final class Told {
        private final ToldList songs = new ToldList();
        private final ToldList artists = new ToldList();
        private final ToldList genres = new ToldList();
        private final ToldList shows = new ToldList();

        /** The names that the window shows may have changed. */
        void forget() {
            songs.forget();
            artists.forget();
            genres.forget();
            shows.forget();
        }

        /** Bytes of memory, roughly. */
        long bytes() {
            return songs.bytes() + artists.bytes() + genres.bytes() + shows.bytes();
        }
    }

    /** Writes what comes before the figures of an entry. */
    private interface Entry {
        void begin(int number);
    }

    /**
     * Writes the best of what was added up, by the names that are shown.
     *
     * @param told as the lists were written last, null where nobody will ask again
     */
    static void write(
            JsonWriter json,
            ShownNames names,
            Tally songs,
            Tally artists,
            Tally genres,
            Tally shows,
            int length,
            @Nullable Told told) {
        ResolvedItems items = names.items();
        json.beginObject("top").beginArray("songs");
        write(
                json,
                songs,
                songs.topByStreams(length),
                told == null ? null : told.songs,
                song -> {
                    names.writeIdAndName(json.beginObject(), items.songs(), song);
                    names.writeArtist(json, song);
                });
        json.endArray().beginArray("artists");
        write(
                json,
                artists,
                artists.topByStreams(length),
                told == null ? null : told.artists,
                artist -> names.writeIdAndName(json.beginObject(), items.artists(), artist));
        json.endArray().beginArray("genres");
        write(
                json,
                genres,
                genres.topByStreams(length),
                told == null ? null : told.genres,
                // A genre's name is its id.
                genre ->
                        json.beginObject()
                                .name("id")
                                .value(items.genres().label(genre).nameJson()));
        json.endArray().beginArray("shows");
        write(
                json,
                shows,
                shows.topByMs(length),
                told == null ? null : told.shows,
                show -> names.writeIdAndName(json.beginObject(), items.shows(), show));
        json.endArray().endObject();
    }

    private static void write(
            JsonWriter json, Tally tally, int[] top, @Nullable ToldList told, Entry entry) {
        if (told != null && told.isOf(top)) {
            for (int place = 0; place < top.length; place++) {
                told.write(json, place);
                end(json, tally, top[place]);
            }
            return;
        }
        if (told != null) {
            told.begin(top);
        }
        for (int place = 0; place < top.length; place++) {
            int from = json.size();
            entry.begin(top[place]);
            if (told != null) {
                told.add(place, json.since(from));
            }
            end(json, tally, top[place]);
        }
    }

    private static void end(JsonWriter json, Tally tally, int number) {
        json.field("streams", tally.streams(number)).field("ms", tally.ms(number)).endObject();
    }

    static Top read(JsonNode top) {
        return new Top(
                list(
                        top.required("songs"),
                        song ->
                                new TopSong(
                                        song.required("id").textValue(),
                                        song.required("name").textValue(),
                                        song.required("artist").textValue(),
                                        song.required("streams").longValue(),
                                        song.required("ms").longValue())),
                list(top.required("artists"), TopJson::entry),
                list(
                        top.required("genres"),
                        genre ->
                                new TopGenre(
                                        genre.required("id").textValue(),
                                        genre.required("streams").longValue(),
                                        genre.required("ms").longValue())),
                list(top.required("shows"), TopJson::entry));
    }

    private static TopEntry entry(JsonNode entry) {
        return new TopEntry(
                entry.required("id").textValue(),
                entry.required("name").textValue(),
                entry.required("streams").longValue(),
                entry.required("ms").longValue());
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }
}
