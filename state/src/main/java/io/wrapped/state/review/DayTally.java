package io.wrapped.state.review;

import io.wrapped.state.rollup.DayRollup;

/** Adds up one local date at a time, after exclusions. */
final class DayTally {
    final Tally songs;

    /** Primary artists of music. */
    final Tally artists;

    final Tally genres;
    final Tally shows;
    long streams;
    int musicStreams;
    long musicMs;
    long podcastMs;
    long audiobookMs;
    long oldMs;
    long datedMs;
    private final ResolvedItems items;

    DayTally(ResolvedItems items) {
        this.items = items;
        songs = new Tally(items.songs());
        artists = new Tally(items.artists());
        genres = new Tally(items.genres());
        shows = new Tally(items.shows());
    }

    /**
     * Replaces what was added up by another date.
     *
     * @param lastOldYear release year up to which music is old
     */
    void fill(DayRollup date, int lastOldYear) {
        begin();
        for (int row = 0; row < date.size(); row++) {
            int item = date.item(row);
            int kind = items.kind(item);
            if (kind == ResolvedItems.EXCLUDED) {
                continue;
            }
            streams += date.streams(row);
            if (kind == ResolvedItems.MUSIC) {
                addMusic(item, date.streams(row), date.ms(row), lastOldYear);
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

    private void addMusic(int item, int moreStreams, long moreMs, int lastOldYear) {
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

    private void begin() {
        songs.begin();
        artists.begin();
        genres.begin();
        shows.begin();
        streams = 0;
        musicStreams = 0;
        musicMs = 0;
        podcastMs = 0;
        audiobookMs = 0;
        oldMs = 0;
        datedMs = 0;
    }
}
