package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a play on its way into a listener's rollups: no more than a figure, an exclusion
 * or an import report can need.
 *
 * @param eventHash 64-bit memory of the event id (see {@link IdHash})
 * @param endedAt epoch milliseconds UTC
 * @param contextHash of the context_uri, {@link Item#NO_CONTEXT} without one
 * @param source the names used in figures, null where the play carried none of them
 * @param appendedAt when the broker was given it, epoch milliseconds; an erasure concerns what came
 *     before it, however late that is read
 * @param origin where an import's play stands, null for all others
 */
public record PlayEvent(
        String userId,
        long eventHash,
        Kind kind,
        String contentUri,
        long endedAt,
        int msPlayed,
        @Nullable Integer utcOffsetMinutes,
        long contextHash,
        @Nullable Source source,
        long appendedAt,
        @Nullable Origin origin) {

    /** Strips a play to what figures need. */
    public static PlayEvent of(Play play, long appendedAt, @Nullable Origin origin) {
        return new PlayEvent(
                play.userId(),
                IdHash.of(play.eventId()),
                play.kind(),
                play.contentUri(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                hashOf(play.contextUri()),
                namesOf(play.source()),
                appendedAt,
                origin);
    }

    private static long hashOf(@Nullable String contextUri) {
        return contextUri == null || contextUri.isEmpty() ? Item.NO_CONTEXT : IdHash.of(contextUri);
    }

    private static @Nullable Source namesOf(@Nullable Source source) {
        if (source == null) {
            return null;
        }
        String title = blankToNull(source.title());
        String artist = blankToNull(source.artist());
        String show = blankToNull(source.show());
        // No figure uses the album's name.
        return title == null && artist == null && show == null
                ? null
                : new Source(title, artist, null, show);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
