package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollup;

/** Adds up one local date at a time, after exclusions. */
final class DayTally {
    final Tally songs = new Tally();

    /** Primary artists of music. */
    final Tally artists = new Tally();

    final Tally genres = new Tally();
    final Tally shows = new Tally();
    long streams;
    int musicStreams;
    long musicMs;
    long podcastMs;
    long audiobookMs;
    long oldMs;
    long datedMs;

    /**
     * Replaces what was added up by another date.
     *
     * @param items of the listener whose date it is
     * @param lastOldYear release year up to which music is old
     */
    void fill(ResolvedItems items, DayRollup date, int lastOldYear) {
        begin(items);
        for (int row = 0; row < date.size(); row++) {
            int item = date.item(row);
            int kind = items.kind(item);
            if (kind == ResolvedItems.EXCLUDED) {
                continue;
            }
            streams += date.streams(row);
            if (kind == ResolvedItems.MUSIC) {
                addMusic(items, item, date.streams(row), date.ms(row), lastOldYear);
            } else if (kind == ResolvedItems.PODCAST) {
                podcastMs += date.ms(row);
                int show = items.shows().first(item);
                if (show >= 0) {
                    shows.add(show, date.streams(row), date.ms(row));
                }
            } else {
                audiobookMs += date.ms(row);
            }
        }
    }

    private void addMusic(
            ResolvedItems items, int item, int moreStreams, long moreMs, int lastOldYear) {
        musicStreams += moreStreams;
        musicMs += moreMs;
        songs.add(items.songs().first(item), moreStreams, moreMs);
        int artist = items.artists().first(item);
        if (artist >= 0) {
            artists.add(artist, moreStreams, moreMs);
        }
        Labels labels = items.genres();
        for (int i = labels.start(item); i < labels.end(item); i++) {
            genres.add(labels.at(i), moreStreams, moreMs);
        }
        int year = items.releaseYear(item);
        if (year != Content.UNDATED) {
            datedMs += moreMs;
            oldMs += year <= lastOldYear ? moreMs : 0;
        }
    }

    long totalMs() {
        return musicMs + podcastMs + audiobookMs;
    }

    private void begin(ResolvedItems items) {
        songs.begin(items.songs());
        artists.begin(items.artists());
        genres.begin(items.genres());
        shows.begin(items.shows());
        streams = 0;
        musicStreams = 0;
        musicMs = 0;
        podcastMs = 0;
        audiobookMs = 0;
        oldMs = 0;
        datedMs = 0;
    }
}
