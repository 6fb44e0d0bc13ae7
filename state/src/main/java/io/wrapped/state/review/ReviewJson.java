package io.wrapped.state.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.review.Review.RemarkableDay;
import io.wrapped.state.review.Review.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The review document (SPEC section 5) as it is stored: canonical JSON in UTF-8, so that equal
 * reviews are equal bytes. It holds no written reports and no time stamps.
 */
public final class ReviewJson {
    private ReviewJson() {}

    /** Writes a review. */
    public static byte[] write(Review review) {
        return CanonicalJson.write(json -> write(json, review)).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Review review) throws IOException {
        json.writeStartObject();
        json.writeStringField("user_id", review.userId());
        json.writeNumberField("year", review.year());
        json.writeStringField("through", date(review.throughEpochDay()));
        json.writeBooleanField("eligible", review.eligible());
        write(json, review.totals());
        TopJson.write(json, review.top());
        json.writeArrayFieldStart("remarkable_days");
        for (RemarkableDay day : review.remarkableDays()) {
            json.writeStartObject();
            json.writeStringField("date", date(day.epochDay()));
            json.writeStringField("kind", day.kind().name());
            CanonicalJson.number(json, "score", day.score());
            json.writeFieldName("facts");
            json.writeRawValue(day.factsJson());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Totals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("streams", totals.streams());
        json.writeNumberField("music_ms", totals.musicMs());
        json.writeNumberField("podcast_ms", totals.podcastMs());
        json.writeNumberField("audiobook_ms", totals.audiobookMs());
        json.writeNumberField("songs", totals.songs());
        json.writeNumberField("artists", totals.artists());
        json.writeNumberField("shows", totals.shows());
        json.writeNumberField("active_days", totals.activeDays());
        json.writeEndObject();
    }

    /**
     * Reads a document back; writing it again gives the same bytes. Fields added to a day, such as
     * its report, are left out.
     *
     * @throws IllegalArgumentException when it is no review document
     */
    public static Review read(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        try {
            JsonNode review = CanonicalJson.read(text);
            return new Review(
                    review.required("user_id").textValue(),
                    review.required("year").intValue(),
                    epochDay(review.required("through")),
                    review.required("eligible").booleanValue(),
                    totals(review.required("totals")),
                    TopJson.read(review.required("top")),
                    TopJson.list(review.required("remarkable_days"), ReviewJson::day));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("not a review document: " + text, e);
        }
    }

    private static Totals totals(JsonNode totals) {
        return new Totals(
                totals.required("streams").longValue(),
                totals.required("music_ms").longValue(),
                totals.required("podcast_ms").longValue(),
                totals.required("audiobook_ms").longValue(),
                totals.required("songs").intValue(),
                totals.required("artists").intValue(),
                totals.required("shows").intValue(),
                totals.required("active_days").intValue());
    }

    private static RemarkableDay day(JsonNode day) {
        return new RemarkableDay(
                epochDay(day.required("date")),
                RemarkableKind.valueOf(day.required("kind").textValue()),
                day.required("score").doubleValue(),
                CanonicalJson.text(day.required("facts")));
    }

    private static int epochDay(JsonNode date) {
        return Math.toIntExact(LocalDate.parse(date.textValue()).toEpochDay());
    }

    static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
