package io.wrapped.jobs.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads a JSON array element by element, each with its text as it stands in the file. */
final class JsonArray {
    /** UTF-8 whatever the first bytes look like: only then are offsets of bytes known. */
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build());

    private JsonArray() {}

    static void read(Content content, FileRows rows, RowParser<JsonNode> parser)
            throws IOException {
        RecordedBytes bytes = new RecordedBytes(content.bytes());
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw rows.failure("does not start with a JSON array");
            }
            for (long row = 1; json.nextToken() != JsonToken.END_ARRAY; row++) {
                long start = json.currentTokenLocation().getByteOffset();
                bytes.forgetBefore(start);
                JsonNode element = json.readValueAsTree();
                long end = json.currentLocation().getByteOffset();
                rows.read(row, element, () -> bytes.between(start, end), parser);
            }
            if (json.nextToken() != null) {
                throw rows.failure(
                        "goes on after the end of its JSON array at "
                                + place(json.currentTokenLocation()));
            }
        } catch (JsonEOFException e) {
            throw rows.failure("ends in the middle, at " + place(e.getLocation()), e);
        } catch (JsonProcessingException e) {
            throw rows.failure(
                    "is not JSON at %s: %s"
                            .formatted(place(e.getLocation()), e.getOriginalMessage()),
                    e);
        }
    }

    private static String place(JsonLocation location) {
        return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
