package io.wrapped.jobs.cli.text;

/** Review documents for tests. */
final class Documents {
    private Documents() {}

    /** A document of one top song and the given days. */
    static String document(long streams, String song, long songStreams, String... days) {
        return """
        {"user_id":"ana","year":2025,"through":"2025-12-31","eligible":true,
         "totals":{"streams":%d,"music_ms":7380000,"podcast_ms":0,"audiobook_ms":0,"songs":40,
                   "artists":9,"shows":0,"active_days":1},
         "top":{"songs":[{"id":"spotify:track:1","name":%s,"artist":"Polo & Pan","streams":%d,
                          "ms":900000}],
                "artists":[],"genres":[{"id":"city pop","streams":12,"ms":1}],"shows":[]},
         "remarkable_days":[%s]}
        """
                .formatted(streams, song, songStreams, String.join(",", days));
    }

    /** A biggest music day with a report. */
    static String day(String date, int rank, boolean highest, String report) {
        return """
        {"date":"%s","kind":"BIGGEST_MUSIC_DAY","score":0.9,
         "facts":{"value":7380000,"usual":600000,"rank":%d,"highest":%s},"report":%s}
        """
                .formatted(date, rank, highest, report);
    }

    /** A story that was written. */
    static String complete(String fingerprint) {
        return """
        {"status":"complete","title":"One Saturday","text":"Music all day long.","language":"en",
         "model":"wrapped-offline-writer","prompt_version":"1","fingerprint":"%s"}
        """
                .formatted(fingerprint);
    }

    /** A report without text. */
    static String status(String status) {
        return "{\"status\":\"" + status + "\",\"title\":null,\"text\":null}";
    }
}
