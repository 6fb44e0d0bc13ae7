package io.wrapped.bench.contest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.bench.measure.Checksum;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.RankingClock;
import io.wrapped.operators.listener.ListenerUpdate;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in for the store: of each user it holds the last live review, or the FINAL one where there
 * are no live ones, and the days' facts where checksums of dates are wanted, which takes memory.
 */
final class WrappedUpdates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OffHeapDocuments REVIEWS = new OffHeapDocuments();
    private static final Map<String, ListenerUpdate> DAYS = new ConcurrentHashMap<>();

    private WrappedUpdates() {}

    static void reset() {
        REVIEWS.clear();
        DAYS.clear();
    }

    static void take(ListenerUpdate update) {
        if (update.type() == ListenerUpdate.Type.REVIEW) {
            if (update.slot().equals(ListenerUpdate.LIVE)) {
                REVIEWS.put(update.userId(), update.content());
            } else {
                RankingClock.told();
            }
        }
    }

    /** Where there are no live reviews. */
    static void takeFinal(ListenerUpdate update) {
        if (update.type() != ListenerUpdate.Type.REVIEW
                || !update.slot().equals(ListenerUpdate.FINAL)) {
            throw new IllegalStateException("not asked for: " + update);
        }
        RankingClock.told();
        REVIEWS.put(update.userId(), update.content());
    }

    static void takeWithDays(ListenerUpdate update) {
        take(update);
        if (update.type() == ListenerUpdate.Type.DAY) {
            DAYS.put(update.userId() + update.epochDay(), update);
        }
    }

    /** The checksums, made after the run. */
    static Figures figures() throws IOException {
        YearSums sums = new YearSums();
        for (byte[] review : REVIEWS.all()) {
            sums.add(review);
        }
        Figures figures = new Figures().putAll(sums.figures());
        if (!DAYS.isEmpty()) {
            Checksum dates = new Checksum();
            for (ListenerUpdate day : DAYS.values()) {
                JsonNode facts = JSON.readTree(day.content());
                dates.addDate(
                        day.userId(),
                        day.epochDay(),
                        facts.path("streams").asLong(),
                        facts.path("music_ms").asLong()
                                + facts.path("podcast_ms").asLong()
                                + facts.path("audiobook_ms").asLong());
            }
            figures.put(Figure.DATES_CHECKSUM, dates.value());
        }
        return figures;
    }
}
