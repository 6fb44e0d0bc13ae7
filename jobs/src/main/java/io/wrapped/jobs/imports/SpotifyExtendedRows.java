package io.wrapped.jobs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Names;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Rows of Spotify's extended streaming history, in its forms of 21 and of 23 keys. */
final class SpotifyExtendedRows implements RowParser<JsonNode> {
    /** A stamp later than this after an offline play's end is the time of its upload. */
    private static final long UPLOAD_DELAY_MS = 600_000;

    /** Spotify did not exist: what is earlier is an unset clock. */
    private static final long EARLIEST_OFFLINE =
            Instant.parse("2006-01-01T00:00:00Z").toEpochMilli();

    /** As seconds the year 5138, as milliseconds the year 1973: what is greater is milliseconds. */
    private static final long GREATEST_SECONDS = 100_000_000_000L;

    private final String userId;
    private final EventIds ids;

    SpotifyExtendedRows(String userId, EventIds ids) {
        this.userId = userId;
        this.ids = ids;
    }

    /** What was played. */
    private record Listened(Kind kind, String contentUri, Source source) {}

    @Override
    public boolean isOfFormat(JsonNode row) {
        return row.has("ts") || row.has("ms_played");
    }

    /** A flag that is a text or a number in place of a boolean still says so. */
    @Override
    public boolean isPrivate(JsonNode row) {
        JsonNode mark = row.path("incognito_mode");
        return mark.asBoolean(false) || mark.asText().equalsIgnoreCase("true");
    }

    @Override
    public Play parse(JsonNode row) throws RefusedException {
        if (!row.isObject()) {
            throw RowFields.refused("not a play");
        }
        JsonNode incognito = row.path("incognito_mode");
        if (!incognito.isBoolean() && !incognito.isNull() && !incognito.isMissingNode()) {
            throw RowFields.refused("incognito_mode is neither true nor false");
        }
        Listened listened = listened(row);
        int msPlayed = RowFields.msPlayed(row, "ms_played");
        long endedAt = endedAt(row, stampedAt(row), msPlayed);
        String uri = listened.contentUri();
        return new Play(
                ids.shared(userId, endedAt, uri, msPlayed),
                userId,
                uri,
                listened.kind(),
                endedAt,
                msPlayed,
                null,
                null,
                country(row),
                incognito.booleanValue(),
                null,
                null,
                null,
                listened.source());
    }

    private static Listened listened(JsonNode row) throws RefusedException {
        Source track =
                new Source(
                        RowFields.text(row, "master_metadata_track_name"),
                        RowFields.text(row, "master_metadata_album_artist_name"),
                        RowFields.text(row, "master_metadata_album_album_name"),
                        null);
        String uri = contentUri(RowFields.id(row, "spotify_track_uri"), track.artist(), track);
        if (uri != null) {
            return new Listened(Kind.MUSIC, uri, track);
        }
        Source episode =
                new Source(
                        RowFields.text(row, "episode_name"),
                        null,
                        null,
                        RowFields.text(row, "episode_show_name"));
        uri = contentUri(RowFields.id(row, "spotify_episode_uri"), episode.show(), episode);
        if (uri != null) {
            return new Listened(Kind.PODCAST, uri, episode);
        }
        Source chapter =
                new Source(
                        RowFields.text(row, "audiobook_chapter_title"),
                        null,
                        RowFields.text(row, "audiobook_title"),
                        null);
        String chapterUri = RowFields.id(row, "audiobook_chapter_uri");
        String bookUri = RowFields.id(row, "audiobook_uri");
        uri = contentUri(chapterUri != null ? chapterUri : bookUri, chapter.album(), chapter);
        if (uri != null) {
            return new Listened(Kind.AUDIOBOOK, uri, chapter);
        }
        throw RowFields.refused("neither track, episode nor audiobook");
    }

    /** The id given, else one made of the names, else null. */
    private static @Nullable String contentUri(
            @Nullable String given, @Nullable String whose, Source names) {
        return given != null ? Names.bounded(given) : ContentIds.ofNames(whose, names.title());
    }

    private static long stampedAt(JsonNode row) throws RefusedException {
        try {
            String ts = RowFields.text(row, "ts");
            if (ts != null) {
                return OffsetDateTime.parse(ts).toInstant().toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw RowFields.refused("unreadable time");
        }
        throw RowFields.refused("unreadable time");
    }

    /** The stamp, unless it is that of an upload and the device says when the play began. */
    private static long endedAt(JsonNode row, long stampedAt, int msPlayed) {
        Long began = RowFields.wholeNumber(row.path("offline_timestamp"));
        if (!row.path("offline").booleanValue() || began == null) {
            return stampedAt;
        }
        long beganMs = Math.abs(began) > GREATEST_SECONDS ? began : began * 1000;
        boolean uploaded =
                beganMs >= EARLIEST_OFFLINE && stampedAt - beganMs > msPlayed + UPLOAD_DELAY_MS;
        return uploaded ? beganMs + msPlayed : stampedAt;
    }

    private static @Nullable String country(JsonNode row) throws RefusedException {
        String country = RowFields.id(row, "conn_country");
        return "ZZ".equals(country) ? null : country;
    }
}
