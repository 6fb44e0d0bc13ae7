package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * What is needed of each song, artist and genre only while one date is added up; all windows of a
 * task share it.
 */
final class DateScratch {
    private int[] dateOfSong = {};
    private int[] dateOfArtist = {};
    private int date;

    /** By genre; all 0 between dates. */
    long[] msOfGenre = {};

    /** The numbers of the date's genres, in the order of first sight. */
    int[] genres = {};

    int genreCount;

    /** What a date's figures were before it was added up anew. */
    final long[] figures = new long[ActiveDates.RANKED];

    /** Begins a date of a listener with those items. */
    void begin(ResolvedItems items) {
        dateOfSong = IntArrays.grow(dateOfSong, items.songs().size());
        dateOfArtist = IntArrays.grow(dateOfArtist, items.artists().size());
        msOfGenre = LongArrays.grow(msOfGenre, items.genres().size());
        genres = IntArrays.grow(genres, items.genres().size());
        genreCount = 0;
        if (++date == Integer.MAX_VALUE) {
            Arrays.fill(dateOfSong, 0);
            Arrays.fill(dateOfArtist, 0);
            date = 1;
        }
    }

    /** Whether a song comes for the first time on the date. */
    boolean isNewSong(int song) {
        boolean isNew = dateOfSong[song] != date;
        dateOfSong[song] = date;
        return isNew;
    }

    /** Whether an artist comes for the first time on the date. */
    boolean isNewArtist(int artist) {
        boolean isNew = dateOfArtist[artist] != date;
        dateOfArtist[artist] = date;
        return isNew;
    }

    void addGenre(int genre, long ms) {
        if (msOfGenre[genre] == 0) {
            genres[genreCount++] = genre;
        }
        msOfGenre[genre] += ms;
    }
}
