package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.rollup.DayRollup;
import org.jspecify.annotations.Nullable;

/**
 * What a listener streamed on one date, as the store keeps it in that date's column. Hangs on that
 * date alone: names are the least of that date's.
 */
final class DayFacts {
    private DayFacts() {}

    /** Canonical JSON; null when no stream of the date is left after exclusions. */
    static @Nullable String json(
            ResolvedItems items, int epochDay, DayRollup rollup, int topLength) {
        DayTally day = new DayTally(items);
        day.fill(rollup, /* lastOldYear= */ 0);
        if (day.streams == 0) {
            return null;
        }
        ShownNames names = new ShownNames(items);
        names.include(rollup);
        Top top = names.top(day.songs, day.artists, day.genres, day.shows, topLength);
        return CanonicalJson.write(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("date", ReviewJson.date(epochDay));
                    json.writeNumberField("streams", day.streams);
                    json.writeNumberField("music_ms", day.musicMs);
                    json.writeNumberField("podcast_ms", day.podcastMs);
                    json.writeNumberField("audiobook_ms", day.audiobookMs);
                    TopJson.write(json, top);
                    json.writeEndObject();
                });
    }
}
