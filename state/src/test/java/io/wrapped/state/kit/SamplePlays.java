package io.wrapped.state.kit;

import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plays by what is special about them. */
final class SamplePlays {
    /** The time of the records that hold them, epoch milliseconds. */
    static final long NOW = Instant.parse("2025-11-15T12:00:00Z").toEpochMilli();

    /** Stands in all texts of {@link #full}, so that it can be told whether a reason shows one. */
    static final String MARK = "wunderkammer";

    private static final long ENDED = Instant.parse("2025-03-01T11:22:33Z").toEpochMilli();
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long AHEAD = 48 * 3_600_000L;
    private static final int DAY_MS = 86_400_000;

    private SamplePlays() {}

    /** Within all bounds. */
    static Map<String, Play> good() {
        Map<String, Play> plays = new LinkedHashMap<>();
        plays.put("with all fields", full(false));
        plays.put("with no more than it must have", bare("u", Kind.MUSIC, ENDED, 180_000, false));
        plays.put("of a podcast", bare("u", Kind.PODCAST, ENDED, 180_000, false));
        plays.put("of an audiobook", bare("u", Kind.AUDIOBOOK, ENDED, 180_000, false));
        plays.put("of no length", bare("u", Kind.MUSIC, ENDED, 0, false));
        plays.put("of a whole day", bare("u", Kind.MUSIC, ENDED, DAY_MS, false));
        plays.put("in the first moment", bare("u", Kind.MUSIC, EARLIEST, 1, false));
        plays.put("in the last moment", bare("u", Kind.MUSIC, NOW + AHEAD, 1, false));
        plays.put("of the longest user id", bare("u".repeat(128), Kind.MUSIC, ENDED, 1, false));
        plays.put("beyond the basic plane", bare("é演\ud83d\ude00", Kind.MUSIC, ENDED, 1, false));
        plays.put("of a private session", full(true));
        return plays;
    }

    /** Beyond one bound each, by the field. */
    static Map<String, Play> outOfBounds(boolean isPrivate) {
        Map<String, Play> plays = new LinkedHashMap<>();
        plays.put("user_id", bare("u".repeat(129), Kind.MUSIC, ENDED, 1, isPrivate));
        plays.put("ended_at", bare("u", Kind.MUSIC, NOW + AHEAD + 60_000, 1, isPrivate));
        plays.put("ms_played", bare("u", Kind.MUSIC, ENDED, DAY_MS + 60_000, isPrivate));
        return plays;
    }

    static Play full(boolean isPrivate) {
        return full(Kind.MUSIC, isPrivate);
    }

    static Play full(Kind kind, boolean isPrivate) {
        return new Play(
                MARK + "-1",
                MARK + "-2",
                MARK + ":3",
                kind,
                ENDED,
                187_654,
                -210,
                MARK + ":4",
                "EE",
                isPrivate,
                true,
                false,
                true,
                new Source(MARK + " 5", MARK + " 6", MARK + " 7", MARK + " 8"));
    }

    /** With all fields too, and no text or number that {@link #full} has. */
    static Play another(Kind kind, boolean isPrivate) {
        return new Play(
                "guckkasten-a",
                "guckkasten-b",
                "guckkasten:c",
                kind,
                Instant.parse("2019-10-07T05:14:55Z").toEpochMilli(),
                98_321,
                345,
                "guckkasten:d",
                "PT",
                isPrivate,
                false,
                true,
                false,
                new Source("guckkasten e", "guckkasten f", "guckkasten g", "guckkasten h"));
    }

    private static Play bare(String user, Kind kind, long endedAt, int ms, boolean isPrivate) {
        return new Play(
                "e", user, "c", kind, endedAt, ms, null, null, null, isPrivate, null, null, null,
                null);
    }
}
