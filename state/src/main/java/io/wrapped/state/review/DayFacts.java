package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollup;
import org.jspecify.annotations.Nullable;

/**
 * What a listener streamed on one date, as the store keeps it in that date's column. Hangs on that
 * date alone: names are the least of that date's.
 */
final class DayFacts {
    private final DayTally day = new DayTally();
    private final ShownNames names = new ShownNames();
    private final int topLength;

    DayFacts(int topLength) {
        this.topLength = topLength;
    }

    /** Canonical JSON; null when no stream of the date is left after exclusions. */
    byte @Nullable [] write(ResolvedItems items, DayRollup rollup, JsonWriter json) {
        day.fill(items, rollup, /* lastOldYear= */ 0);
        if (day.streams == 0) {
            return null;
        }
        names.begin(items);
        names.include(rollup);
        json.clear()
                .beginObject()
                .field("date", ReviewJson.date(rollup.epochDay()))
                .field("streams", day.streams)
                .field("music_ms", day.musicMs)
                .field("podcast_ms", day.podcastMs)
                .field("audiobook_ms", day.audiobookMs);
        TopJson.write(json, names, day.songs, day.artists, day.genres, day.shows, topLength, null);
        return json.endObject().toBytes();
    }
}
