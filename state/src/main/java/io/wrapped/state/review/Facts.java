package io.wrapped.state.review;

import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.review.ToldDays.Told;
import io.wrapped.state.rollup.DayRollup;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The facts of a chosen day: every figure and name that its story may use. Minutes are milliseconds
 * rounded half up, for texts; {@code docs/reviews.md} lists all fields.
 */
final class Facts {
    private static final int NEW_ARTISTS_NAMED = 5;
    private static final long MS_A_MINUTE = 60_000;

    private final ReviewConfig config;
    private final Window window;
    private final History history;
    private final Candidates candidates;
    private final Candidate chosen;
    private final Tallies tallies;
    private final JsonWriter json;
    private final ResolvedItems items;
    private final ShownNames names;
    private final int epochDay;
    private boolean tallied;

    /** Working memory, shared by the facts of one day after another. */
    static final class Tallies {
        private final DayTally day = new DayTally();
        private final Tally old = new Tally();
    }

    Facts(
            ReviewConfig config,
            Window window,
            History history,
            Candidates candidates,
            Candidate chosen,
            Tallies tallies,
            JsonWriter json) {
        this.config = config;
        this.window = window;
        this.history = history;
        this.candidates = candidates;
        this.chosen = chosen;
        this.tallies = tallies;
        this.json = json;
        items = window.items();
        names = window.names();
        epochDay = window.dates().epochDay(chosen.date());
    }

    /** The chosen date added up by itself. */
    private DayTally day() {
        if (!tallied) {
            tallies.day.fill(items, window.rollup(epochDay), window.lastOldYear());
            tallied = true;
        }
        return tallies.day;
    }

    /** Writes the value of a field that is begun. */
    void write() {
        RemarkableKind kind = chosen.kind();
        double usual = candidates.usual(kind);
        json.beginObject()
                .field("kind", kind.name())
                .field("date", ReviewJson.date(epochDay))
                .decimal("value", chosen.value())
                .field("rank", chosen.rank())
                .field("highest", candidates.isHighest(chosen))
                .decimal("usual", usual);
        if (kind.unit() == RemarkableKind.Unit.MILLISECONDS) {
            json.field("value_minutes", roundedMinutes(chosen.value()))
                    .field("usual_minutes", roundedMinutes(usual));
        }
        double about = about();
        Told told = window.toldDays().get(epochDay, kind, about);
        if (told == null) {
            int from = json.size();
            writeDay();
            writeHeroOfDay();
            byte[] beforeYear = json.since(from);
            writeHeroOfYear();
            from = json.size();
            writeRestOfHero();
            writeLists();
            window.toldDays().put(epochDay, new Told(kind, about, beforeYear, json.since(from)));
        } else {
            json.fields(told.beforeYear());
            writeHeroOfYear();
            json.fields(told.afterYear());
        }
        json.endObject();
    }

    /** What the facts are about beside the date and the kind; see {@link ToldDays}. */
    private double about() {
        return switch (chosen.kind()) {
            case TOP_ARTIST_DAY -> candidates.topArtist();
            case TOP_PODCAST_DAY -> candidates.topShow();
            // Later streams of other dates can only take new artists away, and then there are
            // fewer.
            case DISCOVERY_DAY -> chosen.value();
            default -> 0;
        };
    }

    private void writeLists() {
        DayTally day = day();
        writeSongs("top_songs", day.songs.topByStreams(config.factsLength()));
        writeEntries("top_artists", items.artists(), day.artists);
        writeEntries("top_genres", items.genres(), day.genres);
        writeEntries("top_shows", items.shows(), day.shows);
    }

    private void writeDay() {
        DayTally day = day();
        json.field("streams", day.streams)
                .field("music_ms", day.musicMs)
                .field("podcast_ms", day.podcastMs)
                .field("audiobook_ms", day.audiobookMs)
                .field("minutes", minutes(day.totalMs()))
                .field("music_minutes", minutes(day.musicMs))
                .field("podcast_minutes", minutes(day.podcastMs))
                .field("audiobook_minutes", minutes(day.audiobookMs))
                .field("music_streams", day.musicStreams)
                .field("songs", day.songs.size())
                .field("artists", day.artists.size());
    }

    /** Whom or what the kind is about, as far as that hangs on the date and comes first. */
    private void writeHeroOfDay() {
        switch (chosen.kind()) {
            case TOP_ARTIST_DAY -> {
                int artist = candidates.topArtist();
                json.beginObject("artist").field("name", names.artist(artist));
                writeFigures(day().artists, artist);
            }
            case TOP_PODCAST_DAY -> {
                int show = candidates.topShow();
                json.beginObject("show").field("name", names.show(show));
                writeFigures(day().shows, show);
            }
            case TOP_GENRE_DAY -> writeGenre();
            case DISCOVERY_DAY -> writeNewArtists();
            case MOST_NOSTALGIC_DAY -> writeOldFigures();
            case ON_REPEAT_DAY -> {
                int song = day().songs.topByStreams(1)[0];
                json.beginObject("song");
                writeSong(song);
            }
            default -> {
                // The day's own figures and lists are the story.
            }
        }
    }

    /** What of it hangs on the year. */
    private void writeHeroOfYear() {
        switch (chosen.kind()) {
            case TOP_ARTIST_DAY -> writeOfTheYear(window.artists(), candidates.topArtist());
            case TOP_PODCAST_DAY -> writeOfTheYear(window.shows(), candidates.topShow());
            case MOST_NOSTALGIC_DAY ->
                    json.field("usual_old_percent", Math.round(100 * window.oldShare()));
            case MOST_UNUSUAL_DAY -> writeUsualGenres();
            default -> {
                // Nothing.
            }
        }
    }

    private void writeRestOfHero() {
        switch (chosen.kind()) {
            case TOP_ARTIST_DAY, TOP_PODCAST_DAY -> json.endObject();
            case MOST_NOSTALGIC_DAY -> writeOldSongs();
            default -> {
                // Nothing.
            }
        }
    }

    private void writeOfTheYear(Tally ofYear, int number) {
        json.field("year_streams", ofYear.streams(number))
                .field("year_ms", ofYear.ms(number))
                .field("year_minutes", minutes(ofYear.ms(number)));
    }

    private void writeGenre() {
        int genre = day().genres.topByMs(1)[0];
        json.beginObject("genre");
        json.field("name", items.genres().id(genre));
        writeFigures(day().genres, genre);
        json.field("percent", percent(day().genres.ms(genre), day().musicMs));
        json.endObject();
    }

    private void writeNewArtists() {
        List<Integer> artists = new ArrayList<>();
        IntSet looked = new IntOpenHashSet();
        DayRollup rollup = window.rollup(epochDay);
        Labels credits = items.artists();
        for (int row = 0; row < rollup.size(); row++) {
            int item = rollup.item(row);
            for (int i = credits.start(item); i < credits.end(item); i++) {
                int artist = credits.at(i);
                if (history.firstHeard(artist) == epochDay
                        && looked.add(artist)
                        && names.artist(artist) != null) {
                    artists.add(artist);
                }
            }
        }
        artists.sort(
                Comparator.comparingLong((Integer artist) -> -day().artists.ms(artist))
                        .thenComparing(artist -> items.artists().id(artist), CodePoints::compare));
        json.beginArray("new_artists");
        for (int artist : artists.subList(0, Math.min(NEW_ARTISTS_NAMED, artists.size()))) {
            json.element(names.artist(artist));
        }
        json.endArray();
    }

    private void writeOldFigures() {
        json.field("old_until_year", window.lastOldYear());
        json.field("old_ms", day().oldMs);
        json.field("old_minutes", minutes(day().oldMs));
        json.field("old_percent", percent(day().oldMs, day().datedMs));
    }

    private void writeOldSongs() {
        Tally old = tallies.old;
        old.begin(items.songs());
        Int2IntMap releaseYear = new Int2IntOpenHashMap();
        DayRollup rollup = window.rollup(epochDay);
        for (int row = 0; row < rollup.size(); row++) {
            int item = rollup.item(row);
            int song = items.songs().first(item);
            if (song >= 0 && items.releaseYear(item) <= window.lastOldYear()) {
                releaseYear.mergeInt(song, items.releaseYear(item), Math::min);
                old.add(song, rollup.streams(row), rollup.ms(row));
            }
        }
        json.beginArray("old_songs");
        for (int song : old.topByMs(config.factsLength())) {
            if (names.song(song) != null) {
                json.beginObject();
                names.writeName(json, items.songs(), song);
                names.writeArtist(json, song);
                json.field("release_year", releaseYear.get(song));
                json.endObject();
            }
        }
        json.endArray();
    }

    private void writeUsualGenres() {
        json.beginArray("usual_genres");
        for (int genre : window.genres().topByMs(config.factsLength())) {
            json.element(items.genres().id(genre));
        }
        json.endArray();
    }

    private void writeSongs(String field, int[] songs) {
        json.beginArray(field);
        for (int song : songs) {
            // What has no name cannot be told.
            if (names.song(song) != null) {
                json.beginObject();
                writeSong(song);
            }
        }
        json.endArray();
    }

    /** Completes an object that was begun. */
    private void writeSong(int song) {
        names.writeName(json, items.songs(), song);
        names.writeArtist(json, song);
        writeFigures(day().songs, song);
        json.endObject();
    }

    private void writeEntries(String field, Labels labels, Tally ofDay) {
        int length = config.factsLength();
        json.beginArray(field);
        for (int number :
                ofDay == day().shows ? ofDay.topByMs(length) : ofDay.topByStreams(length)) {
            if (names.of(labels, number) != null) {
                names.writeName(json.beginObject(), labels, number);
                writeFigures(ofDay, number);
                json.endObject();
            }
        }
        json.endArray();
    }

    private void writeFigures(Tally ofDay, int number) {
        json.field("streams", ofDay.streams(number));
        json.field("ms", ofDay.ms(number));
        json.field("minutes", minutes(ofDay.ms(number)));
    }

    /** Of milliseconds with a fraction, rounded once, half up. */
    private static long roundedMinutes(double ms) {
        return Math.round(ms / MS_A_MINUTE);
    }

    private static long minutes(long ms) {
        return (ms + MS_A_MINUTE / 2) / MS_A_MINUTE;
    }

    private static long percent(long part, long whole) {
        return Math.round(100.0 * part / whole);
    }
}
