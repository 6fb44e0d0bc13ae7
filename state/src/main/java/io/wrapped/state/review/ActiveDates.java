package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * What each date of a window with a stream gives to the kinds of remarkable days. Dates are
 * numbered from 0, ascending. All figures of a date lie side by side, dates one behind another:
 * what is kept of a listener was not looked at for long, and so comes into the processor in one
 * stretch.
 */
final class ActiveDates {
    // Figures that kinds rank dates by.
    static final int MUSIC_MS = 1;
    static final int PODCAST_MS = 2;

    /** Of music, podcasts and audiobooks. */
    static final int TOTAL_MS = 3;

    /** Of the date's greatest genre. */
    static final int TOP_GENRE_MS = 4;

    /** Streams of music less different songs. */
    static final int REPEATS = 5;

    static final int PRIMARY_ARTISTS = 6;

    /** Of the year's top artist, a figure that hangs on the year. */
    static final int TOP_ARTIST_MS = 7;

    /** Of the year's top show, another one. */
    static final int TOP_SHOW_MS = 8;

    /** Artists who were first heard on the date, a figure that hangs on the history. */
    static final int NEW_ARTISTS = 9;

    /** How many there are, with one in front. */
    static final int RANKED = 10;

    // The other figures of a date.
    private static final int EPOCH_DAY = 0;
    private static final int OLD_MS = 10;
    private static final int DATED_MS = 11;
    private static final int GENRE_MS = 12;
    private static final int GENRE_END = 13;
    private static final int FIGURES = 14;

    private static final int LEAST_DATES = 16;
    private static final int NONE = -1;

    private long[] figures = {};
    private int size;

    /** By figure. */
    private final RankedFigure[] ranked = new RankedFigure[RANKED];

    // Numbers of the dates' genres, and their milliseconds.
    private int[] genres = {};
    private long[] msOfGenres = {};

    /** By days since the first date of the window. */
    private short[] dateOf = {};

    private int firstDay;
    private int days;

    ActiveDates() {
        Arrays.setAll(ranked, figure -> new RankedFigure());
    }

    /** Begins anew, for dates from one to another. */
    void begin(int newFirstDay, int lastDay) {
        size = 0;
        for (RankedFigure figure : ranked) {
            figure.forget();
        }
        firstDay = newFirstDay;
        days = Math.max(0, lastDay - newFirstDay + 1);
        if (dateOf.length < days) {
            dateOf = new short[days];
        }
        Arrays.fill(dateOf, 0, days, (short) NONE);
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
        while (date > 0 && epochDay(date - 1) > epochDay) {
            date--;
        }
        insert(date, epochDay);
        return date;
    }

    private void insert(int date, int epochDay) {
        int end = size * FIGURES;
        if (end + FIGURES > figures.length) {
            figures = LongArrays.grow(figures, Math.max(LEAST_DATES, size + 1) * FIGURES, end);
        }
        int at = date * FIGURES;
        System.arraycopy(figures, at, figures, at + FIGURES, end - at);
        Arrays.fill(figures, at, at + FIGURES, 0);
        size++;
        figures[at + EPOCH_DAY] = epochDay;
        figures[at + GENRE_END] = genreStart(date);
        for (int moved = date; moved < size; moved++) {
            dateOf[epochDay(moved) - firstDay] = (short) moved;
        }
    }

    /**
     * Empties a date but for its new artists, and for its genres, which are set at last.
     *
     * @param old takes what it had, for {@link #setGenres}
     */
    void clear(int date, DateScratch old) {
        int at = date * FIGURES;
        System.arraycopy(figures, at, old.figures, 0, RANKED);
        long newArtists = figures[at + NEW_ARTISTS];
        Arrays.fill(figures, at + 1, at + GENRE_END, 0);
        figures[at + NEW_ARTISTS] = newArtists;
    }

    void addMusic(int date, long ms) {
        figures[date * FIGURES + MUSIC_MS] += ms;
    }

    void addPodcast(int date, long ms) {
        figures[date * FIGURES + PODCAST_MS] += ms;
    }

    /** Of music, podcasts and audiobooks. */
    void addTotal(int date, long ms) {
        figures[date * FIGURES + TOTAL_MS] += ms;
    }

    /** Music whose release year is known. */
    void addDated(int date, long ms, boolean old) {
        figures[date * FIGURES + DATED_MS] += ms;
        figures[date * FIGURES + OLD_MS] += old ? ms : 0;
    }

    /** Streams of music less different songs. */
    void addRepeats(int date, int streams) {
        figures[date * FIGURES + REPEATS] += streams;
    }

    void addPrimaryArtist(int date) {
        figures[date * FIGURES + PRIMARY_ARTISTS]++;
    }

    /** Adds to one of the figures that hang on the year. */
    void addFigure(int figure, int date, long ms) {
        figures[date * FIGURES + figure] += ms;
    }

    /** Changes a figure of a date that is complete. */
    void change(int figure, int date, long by) {
        int at = date * FIGURES + figure;
        ranked[figure].move(epochDay(date) - firstDay, figures[at], figures[at] + by);
        figures[at] += by;
    }

    /** Empties a figure on all dates. */
    void clearFigure(int figure) {
        ranked[figure].forget();
        for (int date = 0; date < size; date++) {
            figures[date * FIGURES + figure] = 0;
        }
    }

    /**
     * Replaces the genres of a date by those that were added up for it, and takes them away. With
     * them the date is complete.
     */
    void setGenres(int date, DateScratch from) {
        int start = genreStart(date);
        makeRoom(date, from.genreCount - (genreEnd(date) - start));
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
        figures[date * FIGURES + GENRE_MS] = sum;
        figures[date * FIGURES + TOP_GENRE_MS] = greatest;
        int day = epochDay(date) - firstDay;
        for (int figure = 1; figure < RANKED; figure++) {
            ranked[figure].move(day, from.figures[figure], figures[date * FIGURES + figure]);
        }
    }

    /** The dates by a figure. */
    RankedFigure ranked(int figure) {
        RankedFigure dates = ranked[figure];
        if (!dates.isFollowed()) {
            for (int date = 0; date < size; date++) {
                dates.add(epochDay(date) - firstDay, figures[date * FIGURES + figure]);
            }
            dates.rank();
        }
        return dates;
    }

    /** The number of a date that has a stream, by days since the first date of the window. */
    int dateOf(int day) {
        return dateOf[day];
    }

    /** Moves the genres of later dates. */
    private void makeRoom(int date, int by) {
        if (by == 0) {
            return;
        }
        int end = genreEnd(date);
        int all = genreEnd(size - 1);
        if (all + by > genres.length) {
            genres = IntArrays.grow(genres, all + by, all);
            msOfGenres = LongArrays.ensureCapacity(msOfGenres, genres.length, all);
        }
        System.arraycopy(genres, end, genres, end + by, all - end);
        System.arraycopy(msOfGenres, end, msOfGenres, end + by, all - end);
        for (int later = date; later < size; later++) {
            figures[later * FIGURES + GENRE_END] += by;
        }
    }

    /** Days since 1970-01-01. */
    int epochDay(int date) {
        return (int) figures[date * FIGURES + EPOCH_DAY];
    }

    long musicMs(int date) {
        return figures[date * FIGURES + MUSIC_MS];
    }

    /** Of music, podcasts and audiobooks. */
    long totalMs(int date) {
        return figures[date * FIGURES + TOTAL_MS];
    }

    /** Of the date's greatest genre. */
    long topGenreMs(int date) {
        return figures[date * FIGURES + TOP_GENRE_MS];
    }

    /** Music that is old. */
    long oldMs(int date) {
        return figures[date * FIGURES + OLD_MS];
    }

    /** Music whose release year is known. */
    long datedMs(int date) {
        return figures[date * FIGURES + DATED_MS];
    }

    /** Summed over all genres, so a song counts once for each of its own. */
    long genreMs(int date) {
        return figures[date * FIGURES + GENRE_MS];
    }

    /** Where the genres of a date begin, see {@link #genre}. */
    int genreStart(int date) {
        return date == 0 ? 0 : genreEnd(date - 1);
    }

    /** Where the genres of a date end, exclusive. */
    int genreEnd(int date) {
        return (int) figures[date * FIGURES + GENRE_END];
    }

    /** The number of a genre of a date. */
    int genre(int position) {
        return genres[position];
    }

    /** The milliseconds of a genre of a date. */
    long msOfGenre(int position) {
        return msOfGenres[position];
    }

    /** The number of a date, negative when it has no stream. */
    int find(int epochDay) {
        // As an unsigned number a day before the first one is beyond the last.
        int day = epochDay - firstDay;
        return Integer.compareUnsigned(day, days) < 0 ? dateOf[day] : NONE;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        long bytes = (long) Long.BYTES * figures.length;
        for (RankedFigure figure : ranked) {
            bytes += figure.bytes();
        }
        return bytes
                + (long) (Long.BYTES + Integer.BYTES) * genres.length
                + (long) Short.BYTES * dateOf.length;
    }
}
