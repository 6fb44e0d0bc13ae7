package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.rollup.DayRollup;
import org.jspecify.annotations.Nullable;

/**
 * What a listener streamed on one date, as the store keeps it in that date's column. Hangs on that
 * date alone: names are the least of that date's.
 */
final class DayFacts {
    private final DayTally day;
    private final ShownNames names;
    private final int topLength;

    DayFacts(ResolvedItems items, int topLength) {
        this.topLength = topLength;
        day = new DayTally(items);
        names = new ShownNames(items);
    }

    /** Canonical JSON; null when no stream of the date is left after exclusions. */
    byte @Nullable [] write(int epochDay, DayRollup rollup, JsonWriter json) {
        day.fill(rollup, /* lastOldYear= */ 0);
        if (day.streams == 0) {
            return null;
        }
        names.begin();
        names.include(rollup);
        Top top = names.top(day.songs, day.artists, day.genres, day.shows, topLength);
        json.clear()
                .beginObject()
                .field("date", ReviewJson.date(epochDay))
                .field("streams", day.streams)
                .field("music_ms", day.musicMs)
                .field("podcast_ms", day.podcastMs)
                .field("audiobook_ms", day.audiobookMs);
        TopJson.write(json, top);
        return json.endObject().toBytes();
    }
}
