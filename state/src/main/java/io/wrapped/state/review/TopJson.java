package io.wrapped.state.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.TopEntry;
import io.wrapped.state.review.Review.TopGenre;
import io.wrapped.state.review.Review.TopSong;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The top lists as documents spell them. */
final class TopJson {
    private TopJson() {}

    /** Writes the best of what was added up, by the names that are shown. */
    static void write(
            JsonWriter json,
            ShownNames names,
            Tally songs,
            Tally artists,
            Tally genres,
            Tally shows,
            int length) {
        ResolvedItems items = names.items();
        json.beginObject("top").beginArray("songs");
        for (int song : songs.topByStreams(length)) {
            names.writeIdAndName(json.beginObject(), items.songs(), song);
            names.writeArtist(json, song);
            end(json, songs, song);
        }
        json.endArray();
        write(json, "artists", names, items.artists(), artists, artists.topByStreams(length));
        json.beginArray("genres");
        for (int genre : genres.topByStreams(length)) {
            // A genre's name is its id.
            json.beginObject().name("id").value(items.genres().label(genre).nameJson());
            end(json, genres, genre);
        }
        json.endArray();
        write(json, "shows", names, items.shows(), shows, shows.topByMs(length));
        json.endObject();
    }

    private static void write(
            JsonWriter json,
            String field,
            ShownNames names,
            Labels labels,
            Tally tally,
            int[] numbers) {
        json.beginArray(field);
        for (int number : numbers) {
            names.writeIdAndName(json.beginObject(), labels, number);
            end(json, tally, number);
        }
        json.endArray();
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
