package io.wrapped.jobs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/** Rows of the year that comes with Spotify's account data: names without ids, times in minutes. */
final class SpotifyAccountRows implements RowParser<JsonNode> {
    private static final DateTimeFormatter END_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final String userId;
    private final EventIds ids;

    SpotifyAccountRows(String userId, EventIds ids) {
        this.userId = userId;
        this.ids = ids;
    }

    @Override
    public boolean isOfFormat(JsonNode row) {
        return row.has("endTime") || row.has("msPlayed");
    }

    @Override
    public Play parse(JsonNode row) throws RefusedException {
        if (!row.isObject()) {
            throw RowFields.refused("not a play");
        }
        String track = RowFields.text(row, "trackName");
        String artist = RowFields.text(row, "artistName");
        String uri = ContentIds.ofNames(artist, track);
        if (uri != null) {
            return play(row, Kind.MUSIC, uri, new Source(track, artist, null, null));
        }
        String episode = RowFields.text(row, "episodeName");
        String show = RowFields.text(row, "podcastName");
        uri = ContentIds.ofNames(show, episode);
        if (uri != null) {
            return play(row, Kind.PODCAST, uri, new Source(episode, null, null, show));
        }
        String chapter = RowFields.text(row, "chapterName");
        String book = RowFields.text(row, "audiobookName");
        uri = ContentIds.ofNames(book, chapter);
        if (uri != null) {
            return play(row, Kind.AUDIOBOOK, uri, new Source(chapter, null, book, null));
        }
        throw RowFields.refused("neither track, episode nor audiobook");
    }

    private Play play(JsonNode row, Kind kind, String uri, Source source) throws RefusedException {
        int msPlayed = RowFields.msPlayed(row, "msPlayed");
        long endedAt = endedAt(RowFields.text(row, "endTime"));
        String eventId = ids.numbered(userId, endedAt, uri, msPlayed);
        return new Play(
                eventId, userId, uri, kind, endedAt, msPlayed, null, null, null, false, null, null,
                null, source);
    }

    private static long endedAt(@Nullable String endTime) throws RefusedException {
        try {
            if (endTime != null) {
                return LocalDateTime.parse(endTime, END_TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
            }
        } catch (DateTimeException e) {
            throw RowFields.refused("unreadable time");
        }
        throw RowFields.refused("unreadable time");
    }
}
