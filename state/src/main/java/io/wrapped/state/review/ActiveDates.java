package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;

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

    /** The number of a date, which becomes an active one if it was not, with nothing on it. */
    int place(int epochDay) {
        int held = find(epochDay);
        if (held != NONE) {
            return held;
        }
        int date = size;
        while (date > 0 && epochDays[date - 1] > epochDay) {
            date--;
        }
        insert(date, epochDay);
        return date;
    }

    private void insert(int date, int epochDay) {
        reserveDate();
        int later = size - date;
        if (later > 0) {
            for (long[] column :
                    List.of(musicMs, podcastMs, totalMs, oldMs, datedMs, genreMs, topGenreMs)) {
                System.arraycopy(column, date, column, date + 1, later);
            }
            for (int[] column : List.of(epochDays, repeats, primaryArtists, genreEnds)) {
                System.arraycopy(column, date, column, date + 1, later);
            }
        }
        size++;
        epochDays[date] = epochDay;
        genreEnds[date] = genreStart(date);
        for (int moved = date; moved < size; moved++) {
            dateOf[epochDays[moved] - firstDay] = moved;
        }
    }

    /** Empties the columns of a date but for its genres, which are set at last. */
    void clear(int date) {
        musicMs[date] = 0;
        podcastMs[date] = 0;
        totalMs[date] = 0;
        oldMs[date] = 0;
        datedMs[date] = 0;
        repeats[date] = 0;
        primaryArtists[date] = 0;
    }

    private void reserveDate() {
        if (size < epochDays.length) {
            return;
        }
        epochDays = IntArrays.grow(epochDays, Math.max(16, size + 1));
        int capacity = epochDays.length;
        musicMs = LongArrays.ensureCapacity(musicMs, capacity, size);
        podcastMs = LongArrays.ensureCapacity(podcastMs, capacity, size);
        totalMs = LongArrays.ensureCapacity(totalMs, capacity, size);
        oldMs = LongArrays.ensureCapacity(oldMs, capacity, size);
        datedMs = LongArrays.ensureCapacity(datedMs, capacity, size);
        genreMs = LongArrays.ensureCapacity(genreMs, capacity, size);
        topGenreMs = LongArrays.ensureCapacity(topGenreMs, capacity, size);
        repeats = IntArrays.ensureCapacity(repeats, capacity, size);
        primaryArtists = IntArrays.ensureCapacity(primaryArtists, capacity, size);
        genreEnds = IntArrays.ensureCapacity(genreEnds, capacity, size);
    }

    /** Replaces the genres of a date by those that were added up for it, and takes them away. */
    void setGenres(int date, DateScratch from) {
        int start = genreStart(date);
        makeRoom(date, from.genreCount - (genreEnds[date] - start));
        long sum = 0;
        long greatest = 0;
        for (int i = 0; i < from.genreCount; i++) {
            int genre = from.genres[i];
            long ms = from.msOfGenre[genre];
            from.msOfGenre[genre] = 0;
            genres[start + i] = genre;
            msOfGenres[start + i] = ms;
            sum += ms;
            greatest = Math.max(greatest, ms);
        }
        genreMs[date] = sum;
        topGenreMs[date] = greatest;
    }

    /** Moves the genres of later dates. */
    private void makeRoom(int date, int by) {
        if (by == 0) {
            return;
        }
        int end = genreEnds[date];
        int all = genreEnds[size - 1];
        if (all + by > genres.length) {
            genres = IntArrays.grow(genres, all + by, all);
            msOfGenres = LongArrays.ensureCapacity(msOfGenres, genres.length, all);
        }
        System.arraycopy(genres, end, genres, end + by, all - end);
        System.arraycopy(msOfGenres, end, msOfGenres, end + by, all - end);
        for (int later = date; later < size; later++) {
            genreEnds[later] += by;
        }
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (7L * Long.BYTES + 4L * Integer.BYTES) * epochDays.length
                + (long) (Long.BYTES + Integer.BYTES) * genres.length
                + (long) Integer.BYTES * dateOf.length;
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
