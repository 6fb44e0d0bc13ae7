package io.wrapped.state.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.TopEntry;
import io.wrapped.state.review.Review.TopGenre;
import io.wrapped.state.review.Review.TopSong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The top lists as documents spell them. */
final class TopJson {
    private TopJson() {}

    static void write(JsonGenerator json, Top top) throws IOException {
        json.writeObjectFieldStart("top");
        json.writeArrayFieldStart("songs");
        for (TopSong song : top.songs()) {
            json.writeStartObject();
            json.writeStringField("id", song.id());
            json.writeStringField("name", song.name());
            json.writeStringField("artist", song.artist());
            end(json, song.streams(), song.ms());
        }
        json.writeEndArray();
        write(json, "artists", top.artists());
        json.writeArrayFieldStart("genres");
        for (TopGenre genre : top.genres()) {
            json.writeStartObject();
            json.writeStringField("id", genre.id());
            end(json, genre.streams(), genre.ms());
        }
        json.writeEndArray();
        write(json, "shows", top.shows());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, List<TopEntry> entries)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (TopEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("id", entry.id());
            json.writeStringField("name", entry.name());
            end(json, entry.streams(), entry.ms());
        }
        json.writeEndArray();
    }

    private static void end(JsonGenerator json, long streams, long ms) throws IOException {
        json.writeNumberField("streams", streams);
        json.writeNumberField("ms", ms);
        json.writeEndObject();
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
