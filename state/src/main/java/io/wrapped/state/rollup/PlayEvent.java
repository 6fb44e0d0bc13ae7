package io.wrapped.state.rollup;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a play on its way into a listener's rollups: no more than a figure, an exclusion
 * or an import report can need.
 *
 * @param eventHash 64-bit memory of the event id (see {@link EventHash})
 * @param endedAt epoch milliseconds UTC
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
        @Nullable String contextUri,
        @Nullable Source source,
        long appendedAt,
        @Nullable Origin origin) {

    /** Strips a play to what figures need. */
    public static PlayEvent of(Play play, long appendedAt, @Nullable Origin origin) {
        return new PlayEvent(
                play.userId(),
                EventHash.of(play.eventId()),
                play.kind(),
                play.contentUri(),
                play.endedAt(),
                play.msPlayed(),
                play.utcOffsetMinutes(),
                blankToNull(play.contextUri()),
                namesOf(play.source()),
                appendedAt,
                origin);
    }

    /** The item that this play is of. */
    public Item item() {
        return new Item(kind, contentUri, source, contextUri);
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
