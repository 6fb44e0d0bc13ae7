package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * What each date of a window with a stream gives to the kinds of remarkable days, in columns. Dates
 * are numbered from 0, ascending.
 */
final class ActiveDates {
    /** Days since 1970-01-01. */
    int[] epochDays = {};

    long[] musicMs = {};
    long[] podcastMs = {};

    /** Of music, podcasts and audiobooks. */
    long[] totalMs = {};

    /** Music that is old. */
    long[] oldMs = {};

    /** Music whose release year is known. */
    long[] datedMs = {};

    /** Summed over all genres, so a song counts once for each of its own. */
    long[] genreMs = {};

    /** Of the date's greatest genre. */
    long[] topGenreMs = {};

    /** Streams of music less different songs. */
    int[] repeats = {};

    /** How many different ones. */
    int[] primaryArtists = {};

    /** Where the genres of a date end, exclusive; they begin where those of the date before end. */
    int[] genreEnds = {};

    /** Numbers of the dates' genres. */
    int[] genres = {};

    /** Milliseconds of each of {@code genres}. */
    long[] msOfGenres = {};

    private static final int NONE = -1;

    /** By days since the first date of the window. */
    private int[] dateOf = {};

    private int firstDay;
    private int days;
    private int size;

    /** Begins anew, for dates from one to another. */
    void begin(int newFirstDay, int lastDay) {
        size = 0;
        firstDay = newFirstDay;
        days = Math.max(0, lastDay - newFirstDay + 1);
        dateOf = IntArrays.ensureCapacity(dateOf, days, 0);
        Arrays.fill(dateOf, 0, days, NONE);
    }

    /** How many dates there are. */
    int size() {
        return size;
    }

    /** Makes room for one more date of so many genres at most. */
    void reserve(int moreGenres) {
        if (size == epochDays.length) {
            epochDays = IntArrays.grow(epochDays, Math.max(64, size + 1));
            int capacity = epochDays.length;
            musicMs = LongArrays.ensureCapacity(musicMs, capacity);
            podcastMs = LongArrays.ensureCapacity(podcastMs, capacity);
            totalMs = LongArrays.ensureCapacity(totalMs, capacity);
            oldMs = LongArrays.ensureCapacity(oldMs, capacity);
            datedMs = LongArrays.ensureCapacity(datedMs, capacity);
            genreMs = LongArrays.ensureCapacity(genreMs, capacity);
            topGenreMs = LongArrays.ensureCapacity(topGenreMs, capacity);
            repeats = IntArrays.ensureCapacity(repeats, capacity);
            primaryArtists = IntArrays.ensureCapacity(primaryArtists, capacity);
            genreEnds = IntArrays.ensureCapacity(genreEnds, capacity);
        }
        int needed = genreStart(size) + moreGenres;
        genres = IntArrays.grow(genres, needed);
        msOfGenres = LongArrays.ensureCapacity(msOfGenres, genres.length);
    }

    /** The date at hand is complete. */
    void endDate() {
        dateOf[epochDays[size] - firstDay] = size;
        size++;
    }

    int genreStart(int date) {
        return date == 0 ? 0 : genreEnds[date - 1];
    }

    /** The number of a date, negative when it has no stream. */
    int find(int epochDay) {
        // As an unsigned number a day before the first one is beyond the last.
        int day = epochDay - firstDay;
        return Integer.compareUnsigned(day, days) < 0 ? dateOf[day] : NONE;
    }
}
