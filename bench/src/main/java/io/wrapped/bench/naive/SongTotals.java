package io.wrapped.bench.naive;

/** What was streamed of one content on one date. */
public record SongTotals(int streams, long ms) {

    SongTotals plus(SongTotals more) {
        return new SongTotals(streams + more.streams, ms + more.ms);
    }
}
