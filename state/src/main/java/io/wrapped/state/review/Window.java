package io.wrapped.state.review;

import io.wrapped.state.review.Review.Top;
import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.DayRollups;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;

/** The figures of a year up to a date (SPEC section 3), and those of each active date in it. */
final class Window {
    /** In place of an artist's last date, once all dates are added up: counted as credited. */
    private static final int CREDITED = -1;

    private final ResolvedItems items;
    private final ShownNames names;
    private final Tally songs;
    private final Tally artists;
    private final Tally genres;
    private final Tally shows;
    private final ActiveDates dates = new ActiveDates();
    private final DayTally day;
    private DayRollups rollups = DayRollups.NONE;
    private int lastOldYear;
    private long streams;
    private long musicMs;
    private long podcastMs;
    private long audiobookMs;
    private long oldMs;
    private long datedMs;
    private int creditedArtists;

    // By row of the dates' rollups, without those of excluded items; where each date's rows end.
    private int[] rowItems = {};
    private long[] rowMs = {};
    private int[] rowEnds = {};
    private int rows;

    // By item, over the window.
    private int[] itemStreams = {};
    private long[] itemMs = {};

    // By number, the last date that had the song or the primary artist, counted from 1.
    private int[] lastDateOfSong = {};
    private int[] lastDateOfArtist = {};
    // By number, of the date at hand.
    private long[] msOfGenre = {};

    Window(ResolvedItems items) {
        this.items = items;
        names = new ShownNames(items);
        songs = new Tally(items.songs());
        artists = new Tally(items.artists());
        genres = new Tally(items.genres());
        shows = new Tally(items.shows());
        day = new DayTally(items);
    }

    /**
     * Adds the dates from one to another up.
     *
     * @param ofYear the rollups of all dates of the year
     * @param newLastOldYear release year up to which music is old
     */
    void fill(DayRollups ofYear, int firstDay, int lastDay, int newLastOldYear) {
        rollups = ofYear.between(firstDay, lastDay);
        lastOldYear = newLastOldYear;
        begin();
        dates.begin(firstDay, lastDay);
        List<DayRollup> days = rollups.days();
        for (int date = 0; date < days.size(); date++) {
            add(days.get(date));
        }
        addItems();
    }

    private void begin() {
        int count = items.count();
        itemStreams = IntArrays.ensureCapacity(itemStreams, count, 0);
        itemMs = LongArrays.ensureCapacity(itemMs, count, 0);
        Arrays.fill(itemStreams, 0, count, 0);
        Arrays.fill(itemMs, 0, count, 0);
        lastDateOfSong = zeros(lastDateOfSong, items.songs().size());
        lastDateOfArtist = zeros(lastDateOfArtist, items.artists().size());
        msOfGenre = LongArrays.ensureCapacity(msOfGenre, items.genres().size(), 0);
        names.begin();
        songs.begin();
        artists.begin();
        genres.begin();
        shows.begin();
        rows = 0;
        streams = 0;
        musicMs = 0;
        podcastMs = 0;
        audiobookMs = 0;
        oldMs = 0;
        datedMs = 0;
    }

    private static int[] zeros(int[] scratch, int size) {
        int[] zeros = IntArrays.ensureCapacity(scratch, size, 0);
        Arrays.fill(zeros, 0, size, 0);
        return zeros;
    }

    /** Adds a date up, item by item: what the year makes of items is added up once, at the end. */
    private void add(DayRollup rollup) {
        int date = dates.size();
        dates.reserve(items.genres().size());
        reserveRows(date, rollup.size());
        beginDate(date);
        int rowsBefore = rows;
        for (int row = 0; row < rollup.size(); row++) {
            int item = rollup.item(row);
            int kind = items.kind(item);
            if (kind != ResolvedItems.EXCLUDED) {
                add(date, item, kind, rollup.streams(row), rollup.ms(row));
            }
        }
        if (rows == rowsBefore) {
            return;
        }
        dates.epochDays[date] = rollup.epochDay();
        dates.totalMs[date] += dates.musicMs[date] + dates.podcastMs[date];
        musicMs += dates.musicMs[date];
        podcastMs += dates.podcastMs[date];
        oldMs += dates.oldMs[date];
        datedMs += dates.datedMs[date];
        takeGenres(date);
        rowEnds[date] = rows;
        dates.endDate();
    }

    private void beginDate(int date) {
        dates.musicMs[date] = 0;
        dates.podcastMs[date] = 0;
        dates.totalMs[date] = 0;
        dates.oldMs[date] = 0;
        dates.datedMs[date] = 0;
        dates.repeats[date] = 0;
        dates.primaryArtists[date] = 0;
        dates.genreEnds[date] = dates.genreStart(date);
    }

    private void add(int date, int item, int kind, int moreStreams, long ms) {
        rowItems[rows] = item;
        rowMs[rows++] = ms;
        itemStreams[item] += moreStreams;
        itemMs[item] += ms;
        streams += moreStreams;
        if (kind == ResolvedItems.MUSIC) {
            addMusic(date, item, moreStreams, ms);
        } else if (kind == ResolvedItems.PODCAST) {
            dates.podcastMs[date] += ms;
        } else {
            audiobookMs += ms;
            dates.totalMs[date] += ms;
        }
    }

    private void addMusic(int date, int item, int moreStreams, long ms) {
        int stamp = date + 1;
        dates.musicMs[date] += ms;
        int song = items.songs().first(item);
        dates.repeats[date] += moreStreams;
        if (lastDateOfSong[song] != stamp) {
            lastDateOfSong[song] = stamp;
            dates.repeats[date]--;
        }
        int artist = items.artists().first(item);
        if (artist >= 0 && lastDateOfArtist[artist] != stamp) {
            lastDateOfArtist[artist] = stamp;
            dates.primaryArtists[date]++;
        }
        Labels genreLabels = items.genres();
        int end = genreLabels.end(item);
        for (int i = genreLabels.start(item); i < end; i++) {
            int genre = genreLabels.at(i);
            if (msOfGenre[genre] == 0) {
                dates.genres[dates.genreEnds[date]++] = genre;
            }
            msOfGenre[genre] += ms;
        }
        int year = items.releaseYear(item);
        if (year != Content.UNDATED) {
            dates.datedMs[date] += ms;
            dates.oldMs[date] += year <= lastOldYear ? ms : 0;
        }
    }

    private void reserveRows(int date, int more) {
        rowItems = IntArrays.grow(rowItems, rows + more);
        rowMs = LongArrays.ensureCapacity(rowMs, rowItems.length);
        rowEnds = IntArrays.grow(rowEnds, date + 1);
    }

    private void takeGenres(int date) {
        long sum = 0;
        long greatest = 0;
        for (int i = dates.genreStart(date); i < dates.genreEnds[date]; i++) {
            int genre = dates.genres[i];
            long ms = msOfGenre[genre];
            msOfGenre[genre] = 0;
            dates.msOfGenres[i] = ms;
            sum += ms;
            greatest = Math.max(greatest, ms);
        }
        dates.genreMs[date] = sum;
        dates.topGenreMs[date] = greatest;
    }

    private void addItems() {
        creditedArtists = 0;
        for (int item = 0; item < items.count(); item++) {
            if (itemStreams[item] == 0) {
                continue;
            }
            names.include(item);
            int kind = items.kind(item);
            if (kind == ResolvedItems.MUSIC) {
                addMusicItem(item);
            } else if (kind == ResolvedItems.PODCAST) {
                add(shows, items.shows().first(item), item);
            }
        }
    }

    private void addMusicItem(int item) {
        add(songs, items.songs().first(item), item);
        Labels credits = items.artists();
        add(artists, credits.first(item), item);
        for (int i = credits.start(item); i < credits.end(item); i++) {
            int artist = credits.at(i);
            if (lastDateOfArtist[artist] != CREDITED) {
                lastDateOfArtist[artist] = CREDITED;
                creditedArtists++;
            }
        }
        Labels genreLabels = items.genres();
        for (int i = genreLabels.start(item); i < genreLabels.end(item); i++) {
            add(genres, genreLabels.at(i), item);
        }
    }

    private void add(Tally to, int number, int item) {
        if (number >= 0) {
            to.add(number, itemStreams[item], itemMs[item]);
        }
    }

    Totals totals() {
        return new Totals(
                streams,
                musicMs,
                podcastMs,
                audiobookMs,
                songs.size(),
                creditedArtists,
                shows.size(),
                dates.size());
    }

    Top top(int length) {
        return names.top(songs, artists, genres, shows, length);
    }

    ActiveDates dates() {
        return dates;
    }

    /** A date of the window added up again, valid until the next call. */
    DayTally tally(int date) {
        day.fill(rollup(date), lastOldYear);
        return day;
    }

    DayRollup rollup(int date) {
        int epochDay = dates.epochDays[date];
        DayRollup rollup = rollups.day(epochDay);
        if (rollup == null) {
            throw new IllegalStateException("no rollup of active date " + epochDay);
        }
        return rollup;
    }

    /**
     * Adds up the milliseconds on each date of the items whose first label has that number.
     *
     * @param values by date, replaced
     */
    void msByDate(Labels labels, int number, double[] values) {
        int row = 0;
        for (int date = 0; date < dates.size(); date++) {
            long ms = 0;
            for (; row < rowEnds[date]; row++) {
                ms += labels.first(rowItems[row]) == number ? rowMs[row] : 0;
            }
            values[date] = ms;
        }
    }

    /** Share of old music in the music whose release year is known. */
    double oldShare() {
        return (double) oldMs / datedMs;
    }

    int lastOldYear() {
        return lastOldYear;
    }

    ResolvedItems items() {
        return items;
    }

    ShownNames names() {
        return names;
    }

    /** By primary artist. */
    Tally artists() {
        return artists;
    }

    Tally genres() {
        return genres;
    }

    Tally shows() {
        return shows;
    }
}
