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
 * Stands in for the store: of each user it holds the last live review, and the days' facts where
 * checksums of dates are wanted, which takes memory. A review is copied over the one before it: a
 * store keeps no document on the heap of the job, where each would be dear to collect.
 */
final class WrappedUpdates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Document> REVIEWS = new ConcurrentHashMap<>();
    private static final Map<String, ListenerUpdate> DAYS = new ConcurrentHashMap<>();

    /** A user's last document; one task writes it. */
    private static final class Document {
        private byte[] bytes = {};
        private int size;

        void replace(byte[] by) {
            if (bytes.length < by.length) {
                bytes = new byte[by.length + by.length / 4];
            }
            System.arraycopy(by, 0, bytes, 0, by.length);
            size = by.length;
        }
    }

    private WrappedUpdates() {}

    static void reset() {
        REVIEWS.clear();
        DAYS.clear();
    }

    static void take(ListenerUpdate update) {
        if (update.type() == ListenerUpdate.Type.REVIEW) {
            if (update.slot().equals(ListenerUpdate.LIVE)) {
                Document held = REVIEWS.get(update.userId());
                if (held == null) {
                    held = new Document();
                    REVIEWS.put(update.userId(), held);
                }
                held.replace(update.content());
            } else {
                RankingClock.told();
            }
        }
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
        for (Document review : REVIEWS.values()) {
            sums.add(review.bytes, review.size);
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
