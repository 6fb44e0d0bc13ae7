package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wrapped.state.story.Fingerprint;
import io.wrapped.state.story.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts reports into a stored review document without touching any other byte of it. The facts that
 * a story's fingerprint is compared with are the bytes of the document, not a rendering of what was
 * parsed, so no way of writing a number can ever make a story look stale.
 */
final class ReportSplicer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DAYS = "remarkable_days";

    private final byte[] document;
    private final Map<Integer, Story> stories;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private int copied;

    private ReportSplicer(byte[] document, Map<Integer, Story> stories) {
        this.document = document;
        this.stories = stories;
    }

    /**
     * The document with a report at the end of every remarkable day.
     *
     * @param document JSON as stored, without reports
     * @param stories the user's stories by date
     * @throws IllegalStateException when the document is not one of a review
     */
    static String splice(byte[] document, Map<Integer, Story> stories) {
        ReportSplicer splicer = new ReportSplicer(document, stories);
        try (JsonParser parser = JSON.createParser(document)) {
            splicer.readDocument(parser);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "a stored review is no JSON of a review: " + e.getMessage(), e);
        }
        return splicer.whole.toString(UTF_8);
    }

    private void readDocument(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "the document");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isDays = parser.currentName().equals(DAYS);
            JsonToken value = parser.nextToken();
            if (isDays) {
                expect(value, JsonToken.START_ARRAY, DAYS);
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readDay(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
        whole.write(document, copied, document.length - copied);
    }

    /** Reads one remarkable day and copies it with its report. */
    private void readDay(JsonParser parser) throws IOException {
        String date = null;
        String facts = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "date" -> date = parser.getText();
                case "facts" -> {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    facts = new String(document, start, end - start, UTF_8);
                }
                default -> parser.skipChildren();
            }
        }
        if (date == null || facts == null) {
            throw new IOException("a remarkable day without date or facts");
        }
        int end = (int) parser.currentTokenLocation().getByteOffset();
        whole.write(document, copied, end - copied);
        copied = end;
        Story story = stories.get((int) LocalDate.parse(date).toEpochDay());
        whole.writeBytes((",\"report\":" + report(facts, story)).getBytes(UTF_8));
    }

    private static void expect(@Nullable JsonToken found, JsonToken expected, String where)
            throws IOException {
        if (found != expected) {
            throw new IOException(where + " is " + found + ", expected " + expected);
        }
    }

    /** What a reader is told: nothing but the status unless the story is of these facts. */
    private static String report(String facts, @Nullable Story story) {
        if (story == null) {
            return json("pending", null, false);
        }
        String fingerprint =
                Fingerprint.of(facts, story.promptVersion(), story.model(), story.language());
        if (!fingerprint.equals(story.fingerprint())) {
            return json("stale", null, false);
        }
        return switch (story.status()) {
            case COMPLETE -> json("complete", story, true);
            case FAILED -> json("failed", story, false);
        };
    }

    private static String json(String status, @Nullable Story story, boolean withText) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeStringField("title", story != null && withText ? story.title() : null);
            json.writeStringField("text", story != null && withText ? story.text() : null);
            json.writeStringField("language", story == null ? null : story.language());
            json.writeStringField("model", story == null ? null : story.model());
            json.writeStringField("prompt_version", story == null ? null : story.promptVersion());
            json.writeStringField("fingerprint", story == null ? null : story.fingerprint());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toString(UTF_8);
    }
}
