package io.wrapped.state.review;

import io.wrapped.state.review.Review.Totals;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.GrowingRollups;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a year up to a date (SPEC section 3), and those of each active date in it. Streams
 * may be added at any time, of whatever dates.
 */
final class Window {
    /** A window of no date at all. */
    private static final int NO_DATE = Integer.MIN_VALUE;

    private static final int NONE = -1;

    private final ResolvedItems items;
    private final DateScratch scratch;
    private final ShownNames names = new ShownNames();
    private final Tally songs = new Tally();
    private final Tally artists = new Tally();
    private final Tally genres = new Tally();
    private final Tally shows = new Tally();
    private final ActiveDates dates = new ActiveDates();
    private final BitSet credited = new BitSet();
    private final ToldDays toldDays = new ToldDays();
    private final TopJson.Told toldTop = new TopJson.Told();
    private final GrowingRollups rollups = new GrowingRollups();
    private int firstDay = NO_DATE;
    private int lastDay = NO_DATE;
    private int lastOldYear;
    private long streams;
    private long musicMs;
    private long podcastMs;
    private long audiobookMs;
    private long oldMs;
    private long datedMs;
    private int creditedArtists;

    // Whose milliseconds the dates have.
    private int topArtist;
    private int topShow;

    /** Whether the dates have their new artists. */
    private boolean newArtistsKnown;

    Window(ResolvedItems items, DateScratch scratch) {
        this.items = items;
        this.scratch = scratch;
    }

    /** Whether it was begun with those dates, and not forgotten. */
    boolean isOf(int ofFirstDay, int ofLastDay) {
        return firstDay == ofFirstDay && lastDay == ofLastDay;
    }

    /** Whether a date is one of its dates, active or not. */
    boolean covers(int epochDay) {
        return firstDay != NO_DATE && epochDay >= firstDay && epochDay <= lastDay;
    }

    /** Has no dates until it begins again. */
    void forget() {
        newArtistsKnown = false;
        firstDay = NO_DATE;
        lastDay = NO_DATE;
    }

    /**
     * Begins anew.
     *
     * @param newLastOldYear release year up to which music is old
     */
    void begin(int newFirstDay, int newLastDay, int newLastOldYear) {
        firstDay = newFirstDay;
        lastDay = newLastDay;
        lastOldYear = newLastOldYear;
        rollups.clear();
        dates.begin(newFirstDay, newLastDay);
        names.begin(items);
        songs.begin(items.songs());
        artists.begin(items.artists());
        genres.begin(items.genres());
        shows.begin(items.shows());
        credited.clear();
        toldDays.clear();
        toldTop.forget();
        newArtistsKnown = false;
        streams = 0;
        musicMs = 0;
        podcastMs = 0;
        audiobookMs = 0;
        oldMs = 0;
        datedMs = 0;
        creditedArtists = 0;
        topArtist = NONE;
        topShow = NONE;
    }

    /** Adds streams up, those of the window's dates. */
    void add(DayRollups more) {
        if (firstDay == NO_DATE) {
            return;
        }
        DayRollups ofWindow = more.between(firstDay, lastDay);
        rollups.add(ofWindow);
        songs.reserve(items.songs().size());
        artists.reserve(items.artists().size());
        genres.reserve(items.genres().size());
        shows.reserve(items.shows().size());
        ofWindow.forEach((epochDay, item, moreStreams, ms) -> addToYear(item, moreStreams, ms));
        for (DayRollup day : ofWindow.days()) {
            toldDays.forget(day.epochDay());
            addUp(rollup(day.epochDay()));
        }
    }

    private void addToYear(int item, int moreStreams, long ms) {
        int kind = items.kind(item);
        if (kind == ResolvedItems.EXCLUDED) {
            return;
        }
        if (names.include(item)) {
            enter(item, kind);
        }
        streams += moreStreams;
        if (kind == ResolvedItems.MUSIC) {
            addMusicToYear(item, moreStreams, ms);
        } else if (kind == ResolvedItems.PODCAST) {
            podcastMs += ms;
            int show = items.shows().first(item);
            if (show >= 0) {
                shows.add(show, moreStreams, ms);
            }
        } else {
            audiobookMs += ms;
        }
    }

    private void addMusicToYear(int item, int moreStreams, long ms) {
        musicMs += ms;
        songs.add(items.songs().first(item), moreStreams, ms);
        int artist = items.artists().first(item);
        if (artist >= 0) {
            artists.add(artist, moreStreams, ms);
        }
        Labels genreLabels = items.genres();
        int end = genreLabels.end(item);
        for (int i = genreLabels.start(item); i < end; i++) {
            genres.add(genreLabels.at(i), moreStreams, ms);
        }
        int year = items.releaseYear(item);
        if (year != Content.UNDATED) {
            datedMs += ms;
            oldMs += year <= lastOldYear ? ms : 0;
        }
    }

    /** An item comes into the window. */
    private void enter(int item, int kind) {
        if (kind == ResolvedItems.MUSIC) {
            Labels credits = items.artists();
            for (int i = credits.start(item); i < credits.end(item); i++) {
                int artist = credits.at(i);
                if (!credited.get(artist)) {
                    credited.set(artist);
                    creditedArtists++;
                }
            }
        }
        if (mayChangeNames(item)) {
            names.forget();
            toldDays.clear();
            toldTop.forget();
        }
    }

    /** Whether the names that others bear may be other ones with that item in the window. */
    private boolean mayChangeNames(int item) {
        int song = items.songs().first(item);
        return (song >= 0 && items.artistOfSong(song) == ResolvedItems.SEVERAL_ARTISTS)
                || items.songs().hasSeveralNames(item)
                || items.artists().hasSeveralNames(item)
                || items.shows().hasSeveralNames(item);
    }

    /** Adds a date up anew, with all that is known of it. */
    private void addUp(DayRollup rollup) {
        int date = -1;
        for (int row = 0; row < rollup.size(); row++) {
            int item = rollup.item(row);
            int kind = items.kind(item);
            if (kind == ResolvedItems.EXCLUDED) {
                continue;
            }
            if (date < 0) {
                scratch.begin(items);
                date = dates.place(rollup.epochDay());
                dates.clear(date, scratch);
            }
            long ms = rollup.ms(row);
            dates.addTotal(date, ms);
            if (kind == ResolvedItems.MUSIC) {
                addMusic(date, item, rollup.streams(row), ms);
            } else if (kind == ResolvedItems.PODCAST) {
                dates.addPodcast(date, ms);
                if (topShow >= 0 && items.shows().first(item) == topShow) {
                    dates.addFigure(ActiveDates.TOP_SHOW_MS, date, ms);
                }
            }
        }
        if (date >= 0) {
            dates.setGenres(date, scratch);
        }
    }

    private void addMusic(int date, int item, int moreStreams, long ms) {
        dates.addMusic(date, ms);
        boolean newSong = scratch.isNewSong(items.songs().first(item));
        dates.addRepeats(date, newSong ? moreStreams - 1 : moreStreams);
        int artist = items.artists().first(item);
        if (artist >= 0 && scratch.isNewArtist(artist)) {
            dates.addPrimaryArtist(date);
        }
        if (artist >= 0 && artist == topArtist) {
            dates.addFigure(ActiveDates.TOP_ARTIST_MS, date, ms);
        }
        Labels genreLabels = items.genres();
        int end = genreLabels.end(item);
        for (int i = genreLabels.start(item); i < end; i++) {
            scratch.addGenre(genreLabels.at(i), ms);
        }
        int year = items.releaseYear(item);
        if (year != Content.UNDATED) {
            dates.addDated(date, ms, year <= lastOldYear);
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

    void writeTop(JsonWriter json, int length) {
        TopJson.write(json, names, songs, artists, genres, shows, length, toldTop);
    }

    ActiveDates dates() {
        return dates;
    }

    DayRollup rollup(int epochDay) {
        DayRollup rollup = rollups.day(epochDay);
        if (rollup == null) {
            throw new IllegalStateException("no rollup of active date " + epochDay);
        }
        return rollup;
    }

    /** The streams of one of the window's dates, excluded ones too; null where there are none. */
    @Nullable DayRollup day(int epochDay) {
        return rollups.day(epochDay);
    }

    /** The year's top artist, negative where there is none; the dates have the milliseconds. */
    int topArtist() {
        topArtist =
                top(items.artists(), artists.topByStreams(1), topArtist, ActiveDates.TOP_ARTIST_MS);
        return topArtist;
    }

    /** The year's top show, negative where there is none; the dates have the milliseconds. */
    int topShow() {
        topShow = top(items.shows(), shows.topByMs(1), topShow, ActiveDates.TOP_SHOW_MS);
        return topShow;
    }

    /** The first of the top list; where that is another one than before the dates follow. */
    private int top(Labels labels, int[] list, int before, int figure) {
        int top = list.length == 0 ? NONE : list[0];
        if (top != before) {
            dates.clearFigure(figure);
            for (int row = 0; row < rollups.rows(); row++) {
                // An excluded item has no label.
                if (top >= 0 && labels.first(rollups.itemOfRow(row)) == top) {
                    int date = dates.find(rollups.epochDayOfRow(row));
                    dates.addFigure(figure, date, rollups.msOfRow(row));
                }
            }
        }
        return top;
    }

    /** The dates by how many artists were first heard on them. */
    RankedFigure newArtists(History history) {
        if (!newArtistsKnown) {
            newArtistsKnown = true;
            dates.clearFigure(ActiveDates.NEW_ARTISTS);
            for (int artist = 0; artist < items.artists().size(); artist++) {
                int date = dates.find(history.firstHeard(artist));
                if (date >= 0) {
                    dates.addFigure(ActiveDates.NEW_ARTISTS, date, 1);
                }
            }
        }
        return dates.ranked(ActiveDates.NEW_ARTISTS);
    }

    /** An artist was first heard on another date than was known. */
    void firstHeard(int before, int now) {
        if (newArtistsKnown) {
            changeNewArtists(before, -1);
            changeNewArtists(now, 1);
        }
    }

    private void changeNewArtists(int epochDay, int by) {
        int date = dates.find(epochDay);
        if (date >= 0) {
            dates.change(ActiveDates.NEW_ARTISTS, date, by);
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

    /** What was written of chosen days and still holds. */
    ToldDays toldDays() {
        return toldDays;
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

    /** Bytes of memory, roughly. */
    long bytes() {
        return songs.bytes()
                + artists.bytes()
                + genres.bytes()
                + shows.bytes()
                + names.bytes()
                + dates.bytes()
                + credited.size() / Byte.SIZE
                + toldDays.bytes()
                + toldTop.bytes()
                + rollups.bytes();
    }
}
