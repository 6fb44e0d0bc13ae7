package io.wrapped.state.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.wrapped.state.review.Review.RemarkableDay;
import io.wrapped.state.review.Review.Totals;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The review document (SPEC section 5) as it is stored: canonical JSON in UTF-8, so that equal
 * reviews are equal bytes. It holds no written reports and no time stamps.
 */
public final class ReviewJson {
    private static final HashFunction HASH = Hashing.farmHashFingerprint64();

    private ReviewJson() {}

    /** 64 bits by which a task notices that a document of its own differs from its last one. */
    public static long hash(byte[] document) {
        return HASH.hashBytes(document).asLong();
    }

    /** Begins a document, up to its totals. */
    static void begin(
            JsonWriter json,
            String userId,
            int year,
            int throughEpochDay,
            boolean eligible,
            Totals totals) {
        json.beginObject()
                .field("user_id", userId)
                .field("year", year)
                .field("through", date(throughEpochDay))
                .field("eligible", eligible);
        write(json, totals);
    }

    /** Begins a chosen day, up to its facts. */
    static void beginDay(JsonWriter json, int epochDay, RemarkableKind kind, double score) {
        json.beginObject()
                .field("date", date(epochDay))
                .field("kind", kind.name())
                .decimal("score", score)
                .name("facts");
    }

    private static void write(JsonWriter json, Totals totals) {
        json.beginObject("totals")
                .field("streams", totals.streams())
                .field("music_ms", totals.musicMs())
                .field("podcast_ms", totals.podcastMs())
                .field("audiobook_ms", totals.audiobookMs())
                .field("songs", totals.songs())
                .field("artists", totals.artists())
                .field("shows", totals.shows())
                .field("active_days", totals.activeDays())
                .endObject();
    }

    /**
     * Reads a document back. Fields added to a day, such as its report, are left out.
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
