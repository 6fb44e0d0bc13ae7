package io.wrapped.state.contract;

/** Plays for tests: a good one, of which a test changes what it is about. */
final class Plays {
    static final long NOW = 1_780_272_000_000L;

    private Plays() {}

    /** JSON of a good play, with more fields, or others where they repeat. */
    static String json(String more) {
        return """
        {"event_id": "e1", "user_id": "u1", "content_uri": "c1", "kind": "MUSIC",\
         "ended_at": 1740830400000, "ms_played": 50000, "private_session": false%s}\
        """
                .formatted(more.isEmpty() ? "" : ", " + more);
    }

    static Play good() {
        return of(false, 50_000);
    }

    static Play of(boolean isPrivate, int msPlayed) {
        return new Play(
                "e1",
                "u1",
                "c1",
                Kind.PODCAST,
                1_740_830_400_000L,
                msPlayed,
                -60,
                "",
                "EE",
                isPrivate,
                true,
                false,
                null,
                new Source("Title", null, "Album", "Show"));
    }
}
