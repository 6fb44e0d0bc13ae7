package io.wrapped.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Looks into documents. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** What a text holds; nothing where it is empty. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The number of streams that a document counts, -1 where there is no document. */
    static int streams(String document) {
        return read(document).at("/totals/streams").asInt(-1);
    }

    /** The remarkable dates, in order. */
    static List<String> dates(String document) {
        List<String> dates = new ArrayList<>();
        read(document).path("remarkable_days").forEach(day -> dates.add(day.path("date").asText()));
        return dates;
    }

    /** The status of each remarkable day's story, in the order of the dates. */
    static List<String> statuses(String document) {
        List<String> statuses = new ArrayList<>();
        read(document)
                .path("remarkable_days")
                .forEach(day -> statuses.add(day.at("/report/status").asText()));
        return statuses;
    }
}
