package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import org.jspecify.annotations.Nullable;

/**
 * Makes plays of scrobbles, which say when a listener began and, at most, how long the song is. A
 * scrobble is a finished play.
 */
final class Scrobbles {
    /** The length of a song that nobody knows. */
    private static final long USUAL_LENGTH_MS = 210_000;

    private final EventIds ids;
    private final Durations durations;

    Scrobbles(EventIds ids, Durations durations) {
        this.ids = ids;
        this.durations = durations;
    }

    /**
     * @param startedAt epoch milliseconds
     * @param lengthMs the song's length where the scrobble says it
     */
    Play play(String userId, Source source, long startedAt, @Nullable Long lengthMs)
            throws RefusedException {
        String uri = ContentIds.ofNames(source.artist(), source.title());
        if (uri == null) {
            throw RowFields.refused("no artist or no title");
        }
        int msPlayed = RowFields.msPlayed(lengthMs != null ? lengthMs : catalogueLength(uri));
        if (startedAt > Long.MAX_VALUE - msPlayed) {
            throw RowFields.refused("ended_at out of bounds");
        }
        long endedAt = startedAt + msPlayed;
        String eventId = ids.numbered(userId, endedAt, uri, msPlayed);
        return new Play(
                eventId,
                userId,
                uri,
                Kind.MUSIC,
                endedAt,
                msPlayed,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                source);
    }

    private long catalogueLength(String uri) {
        Long known = durations.of(uri);
        return known != null && known > 0 ? known : USUAL_LENGTH_MS;
    }
}
