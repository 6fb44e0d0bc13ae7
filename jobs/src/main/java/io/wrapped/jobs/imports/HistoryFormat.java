package io.wrapped.jobs.imports;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The histories that can be imported, with the files that hold them in a zip or folder. */
public enum HistoryFormat {
    /** {@code endsong} is the name that these files had before 2023. */
    SPOTIFY_EXTENDED(
            "spotify-extended",
            "Streaming_History_Audio_*.json, Streaming_History_Video_*.json or endsong_*.json",
            "(streaming_history_(audio|video)|endsong).*\\.json"),
    /** The number alone is the name that these files had before 2023. */
    SPOTIFY_ACCOUNT("spotify-account", "StreamingHistory*.json", "streaminghistory.*\\.json"),
    LASTFM("lastfm", "*.csv or *.tsv", ".*\\.(csv|tsv)"),
    LISTENBRAINZ(
            "listenbrainz",
            "listens/YYYY/M.jsonl or listens*.jsonl",
            "(\\d{1,2}|listens.*)\\.(jsonl|listens)"),
    PLAY_JSONL("play-jsonl", "*.jsonl", ".*\\.jsonl");

    private final String optionName;
    private final String fileNames;
    private final Pattern filePattern;

    HistoryFormat(String optionName, String fileNames, String filePattern) {
        this.optionName = optionName;
        this.fileNames = fileNames;
        this.filePattern = Pattern.compile(filePattern + "(\\.gz)?", Pattern.CASE_INSENSITIVE);
    }

    /** How the command line spells the format. */
    public String optionName() {
        return optionName;
    }

    /** The format that the command line spells so. */
    public static Optional<HistoryFormat> of(String optionName) {
        return Arrays.stream(values()).filter(f -> f.optionName.equals(optionName)).findFirst();
    }

    /** Whether its rows may name the users whose they are. */
    public boolean namesUsers() {
        return this != SPOTIFY_EXTENDED && this != SPOTIFY_ACCOUNT;
    }

    /** The names that {@link #isHistoryFile} looks for, for people. */
    String fileNames() {
        return fileNames;
    }

    /** Whether a file of a zip or folder, by its last name, holds a history of this format. */
    boolean isHistoryFile(String fileName) {
        return filePattern.matcher(fileName).matches();
    }
}
