package io.wrapped.bench.contest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.bench.measure.Checksum;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.naive.SimpleReview;
import io.wrapped.state.review.RemarkableKind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.atomic.LongAdder;

/** Checksums over everyone's year, from whatever form a contestant gives it. */
final class YearSums {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Checksum years = new Checksum();
    private final Checksum choice = new Checksum();
    private final LongAdder dates = new LongAdder();

    void add(SimpleReview review) {
        dates.add(review.activeDays());
        years.add(
                review.userId(),
                review.streams(),
                review.musicMs() + review.podcastMs(),
                review.songs(),
                review.artists(),
                review.activeDays());
        for (SimpleReview.SimpleDay day : review.days()) {
            choice.add(
                    review.userId(), day.epochDay(), RemarkableKind.valueOf(day.kind()).ordinal());
        }
    }

    /**
     * Adds a document as the store gets it. Those of users who streamed nothing are left out: the
     * wrapped job tells whoever has a profile, others know listeners by their plays alone.
     */
    void add(byte[] document) throws IOException {
        JsonNode review = JSON.readTree(document);
        JsonNode totals = review.path("totals");
        if (totals.path("streams").asLong() == 0) {
            return;
        }
        String userId = review.path("user_id").asText();
        dates.add(totals.path("active_days").asLong());
        years.add(
                userId,
                totals.path("streams").asLong(),
                totals.path("music_ms").asLong()
                        + totals.path("podcast_ms").asLong()
                        + totals.path("audiobook_ms").asLong(),
                totals.path("songs").asLong(),
                totals.path("artists").asLong(),
                totals.path("active_days").asLong());
        for (JsonNode day : review.path("remarkable_days")) {
            choice.add(
                    userId,
                    LocalDate.parse(day.path("date").asText()).toEpochDay(),
                    RemarkableKind.valueOf(day.path("kind").asText()).ordinal());
        }
    }

    Figures figures() {
        return new Figures()
                .put(Figure.DATES, dates.sum())
                .put(Figure.YEARS_CHECKSUM, years.value())
                .put(Figure.CHOICE_CHECKSUM, choice.value());
    }
}
