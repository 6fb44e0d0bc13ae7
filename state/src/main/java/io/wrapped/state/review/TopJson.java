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

    static void write(JsonWriter json, Top top) {
        json.beginObject("top").beginArray("songs");
        for (TopSong song : top.songs()) {
            json.beginObject()
                    .field("id", song.id())
                    .field("name", song.name())
                    .field("artist", song.artist());
            end(json, song.streams(), song.ms());
        }
        json.endArray();
        write(json, "artists", top.artists());
        json.beginArray("genres");
        for (TopGenre genre : top.genres()) {
            json.beginObject().field("id", genre.id());
            end(json, genre.streams(), genre.ms());
        }
        json.endArray();
        write(json, "shows", top.shows());
        json.endObject();
    }

    private static void write(JsonWriter json, String field, List<TopEntry> entries) {
        json.beginArray(field);
        for (TopEntry entry : entries) {
            json.beginObject().field("id", entry.id()).field("name", entry.name());
            end(json, entry.streams(), entry.ms());
        }
        json.endArray();
    }

    private static void end(JsonWriter json, long streams, long ms) {
        json.field("streams", streams).field("ms", ms).endObject();
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
