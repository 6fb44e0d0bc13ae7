package io.wrapped.jobs.imports;

/** Guesses from its start what a file is that is not of the format it was given as. */
final class FormatGuess {
    private FormatGuess() {}

    /**
     * A clause for the end of an error message; empty where nothing can be guessed, or nothing but
     * the format given.
     */
    static String hint(String head, HistoryFormat given) {
        String guess = guess(head);
        return guess.equals(looksLike(given)) ? "" : guess;
    }

    private static String guess(String head) {
        String text = head.startsWith("\uFEFF") ? head.substring(1) : head;
        String start = text.stripLeading();
        if (start.startsWith("[") || start.startsWith("{")) {
            return json(start);
        }
        if (start.startsWith("PK")) {
            return "; it looks like a zip, which is read from a file, not from standard input";
        }
        if (start.startsWith("%PDF")) {
            return "; it looks like a PDF";
        }
        if (start.startsWith("<")) {
            return "; it looks like a web page";
        }
        String firstLine = start.lines().findFirst().orElse("");
        boolean lastfm =
                ScrobbleColumns.ofHeader(firstLine).isPresent()
                        || ThousandUsersRows.looksLikeRow(firstLine);
        return lastfm ? looksLike(HistoryFormat.LASTFM) : "";
    }

    private static String json(String text) {
        boolean array = text.startsWith("[");
        if (text.contains("\"track_metadata\"")) {
            return array
                    ? "; it looks like ListenBrainz listens in one JSON array, where "
                            + "--format listenbrainz wants one listen a line"
                    : looksLike(HistoryFormat.LISTENBRAINZ);
        }
        if (text.contains("\"endTime\"") && text.contains("\"msPlayed\"")) {
            return looksLike(HistoryFormat.SPOTIFY_ACCOUNT);
        }
        if (text.contains("\"ts\"") && text.contains("\"ms_played\"")) {
            return looksLike(HistoryFormat.SPOTIFY_EXTENDED);
        }
        if (text.contains("\"content_uri\"") && text.contains("\"ended_at\"")) {
            return looksLike(HistoryFormat.PLAY_JSONL);
        }
        return "";
    }

    private static String looksLike(HistoryFormat format) {
        return "; it looks like --format " + format.optionName();
    }
}
