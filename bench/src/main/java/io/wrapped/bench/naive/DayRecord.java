package io.wrapped.bench.naive;

import java.util.HashMap;
import java.util.Map;

/**
 * One date of a listener.
 *
 * @param songs by content uri
 */
public record DayRecord(Map<String, SongTotals> songs) {

    DayRecord() {
        this(new HashMap<>());
    }

    void add(String contentUri, int ms) {
        songs.merge(contentUri, new SongTotals(1, ms), SongTotals::plus);
    }

    /** Streams of the date. */
    public long streams() {
        return songs.values().stream().mapToLong(SongTotals::streams).sum();
    }

    /** Milliseconds of the date. */
    public long ms() {
        return songs.values().stream().mapToLong(SongTotals::ms).sum();
    }
}
