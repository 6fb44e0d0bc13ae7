package io.wrapped.state.review;

import com.fasterxml.jackson.core.JsonGenerator;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.rollup.DayRollup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final ResolvedItems items;
    private final ShownNames names;
    private final Candidate chosen;
    private final DayTally day;

    private Facts(ReviewConfig config, Window window, History history, Candidate chosen) {
        this.config = config;
        this.window = window;
        this.history = history;
        this.items = window.items();
        this.names = window.names();
        this.chosen = chosen;
        this.day = window.tally(chosen.date());
    }

    /** Canonical JSON. */
    static String json(ReviewConfig config, Window window, History history, Candidate chosen) {
        Facts facts = new Facts(config, window, history, chosen);
        return CanonicalJson.write(facts::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", chosen.kind().name());
        json.writeStringField("date", ReviewJson.date(chosen.date().epochDay()));
        CanonicalJson.number(json, "value", chosen.value());
        json.writeNumberField("rank", chosen.rank());
        json.writeBooleanField("highest", chosen.highest());
        CanonicalJson.number(json, "usual", chosen.usual());
        if (chosen.kind().unit() == RemarkableKind.Unit.MILLISECONDS) {
            json.writeNumberField("value_minutes", roundedMinutes(chosen.value()));
            json.writeNumberField("usual_minutes", roundedMinutes(chosen.usual()));
        }
        writeDay(json);
        writeHero(json);
        writeSongs(json, "top_songs", day.songs.topByStreams(config.factsLength()));
        writeEntries(json, "top_artists", items.artists(), day.artists);
        writeEntries(json, "top_genres", items.genres(), day.genres);
        writeEntries(json, "top_shows", items.shows(), day.shows);
        json.writeEndObject();
    }

    private void writeDay(JsonGenerator json) throws IOException {
        json.writeNumberField("streams", day.streams);
        json.writeNumberField("music_ms", day.musicMs);
        json.writeNumberField("podcast_ms", day.podcastMs);
        json.writeNumberField("audiobook_ms", day.audiobookMs);
        json.writeNumberField("minutes", minutes(day.totalMs()));
        json.writeNumberField("music_minutes", minutes(day.musicMs));
        json.writeNumberField("podcast_minutes", minutes(day.podcastMs));
        json.writeNumberField("audiobook_minutes", minutes(day.audiobookMs));
        json.writeNumberField("music_streams", day.musicStreams);
        json.writeNumberField("songs", day.songs.size());
        json.writeNumberField("artists", day.artists.size());
    }

    /** Whom or what the kind is about. */
    private void writeHero(JsonGenerator json) throws IOException {
        switch (chosen.kind()) {
            case TOP_ARTIST_DAY -> {
                int artist = window.artists().topByStreams(1)[0];
                writeOfTheYear(json, "artist", names.artist(artist), day.artists, artist);
            }
            case TOP_PODCAST_DAY -> {
                int show = window.shows().topByMs(1)[0];
                writeOfTheYear(json, "show", names.show(show), day.shows, show);
            }
            case TOP_GENRE_DAY -> writeGenre(json);
            case DISCOVERY_DAY -> writeNewArtists(json);
            case MOST_NOSTALGIC_DAY -> writeOldMusic(json);
            case MOST_UNUSUAL_DAY -> writeUsualGenres(json);
            case ON_REPEAT_DAY -> {
                int song = day.songs.topByStreams(1)[0];
                json.writeFieldName("song");
                writeSong(json, song);
            }
            case BIGGEST_MUSIC_DAY,
                    MOST_DIVERSE_DAY,
                    BIGGEST_PODCAST_DAY,
                    BIRTHDAY,
                    NEW_YEARS_DAY -> {
                // The day's own figures and lists are the story.
            }
        }
    }

    private void writeOfTheYear(
            JsonGenerator json, String field, @Nullable String name, Tally ofDay, int number)
            throws IOException {
        Tally ofYear = ofDay == day.artists ? window.artists() : window.shows();
        json.writeObjectFieldStart(field);
        json.writeStringField("name", name);
        writeFigures(json, ofDay, number);
        json.writeNumberField("year_streams", ofYear.streams(number));
        json.writeNumberField("year_ms", ofYear.ms(number));
        json.writeNumberField("year_minutes", minutes(ofYear.ms(number)));
        json.writeEndObject();
    }

    private void writeGenre(JsonGenerator json) throws IOException {
        int genre = day.genres.topByMs(1)[0];
        json.writeObjectFieldStart("genre");
        json.writeStringField("name", items.genres().id(genre));
        writeFigures(json, day.genres, genre);
        json.writeNumberField("percent", percent(day.genres.ms(genre), day.musicMs));
        json.writeEndObject();
    }

    private void writeNewArtists(JsonGenerator json) throws IOException {
        int[] firstHeard = history.firstHeard();
        List<Integer> artists = new ArrayList<>();
        for (int artist = 0; artist < firstHeard.length; artist++) {
            if (firstHeard[artist] == chosen.date().epochDay() && names.artist(artist) != null) {
                artists.add(artist);
            }
        }
        artists.sort(
                Comparator.comparingLong((Integer artist) -> -day.artists.ms(artist))
                        .thenComparing(artist -> items.artists().id(artist), CodePoints::compare));
        json.writeArrayFieldStart("new_artists");
        for (int artist : artists.subList(0, Math.min(NEW_ARTISTS_NAMED, artists.size()))) {
            json.writeString(names.artist(artist));
        }
        json.writeEndArray();
    }

    private void writeOldMusic(JsonGenerator json) throws IOException {
        json.writeNumberField("old_until_year", window.lastOldYear());
        json.writeNumberField("old_ms", day.oldMs);
        json.writeNumberField("old_minutes", minutes(day.oldMs));
        json.writeNumberField("old_percent", percent(day.oldMs, day.datedMs));
        json.writeNumberField("usual_old_percent", Math.round(100 * window.oldShare()));
        Tally old = new Tally(items.songs());
        int[] releaseYear = new int[items.songs().numbers()];
        DayRollup rollup = chosen.date().rollup();
        for (int row = 0; row < rollup.size(); row++) {
            int item = rollup.item(row);
            int song = items.songs().first(item);
            if (song >= 0 && items.releaseYear(item) <= window.lastOldYear()) {
                int known = old.streams(song) == 0 ? Integer.MAX_VALUE : releaseYear[song];
                releaseYear[song] = Math.min(known, items.releaseYear(item));
                old.add(song, rollup.streams(row), rollup.ms(row));
            }
        }
        json.writeArrayFieldStart("old_songs");
        for (int song : old.topByMs(config.factsLength())) {
            if (names.song(song) != null) {
                json.writeStartObject();
                json.writeStringField("name", names.song(song));
                json.writeStringField("artist", names.artistOfSong(song));
                json.writeNumberField("release_year", releaseYear[song]);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void writeUsualGenres(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("usual_genres");
        for (int genre : window.genres().topByMs(config.factsLength())) {
            json.writeString(items.genres().id(genre));
        }
        json.writeEndArray();
    }

    private void writeSongs(JsonGenerator json, String field, int[] songs) throws IOException {
        json.writeArrayFieldStart(field);
        for (int song : songs) {
            // What has no name cannot be told.
            if (names.song(song) != null) {
                writeSong(json, song);
            }
        }
        json.writeEndArray();
    }

    private void writeSong(JsonGenerator json, int song) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", names.song(song));
        json.writeStringField("artist", names.artistOfSong(song));
        writeFigures(json, day.songs, song);
        json.writeEndObject();
    }

    private void writeEntries(JsonGenerator json, String field, Labels labels, Tally tally)
            throws IOException {
        int length = config.factsLength();
        json.writeArrayFieldStart(field);
        for (int number : tally == day.shows ? tally.topByMs(length) : tally.topByStreams(length)) {
            String name = names.of(labels, number);
            if (name != null) {
                json.writeStartObject();
                json.writeStringField("name", name);
                writeFigures(json, tally, number);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeFigures(JsonGenerator json, Tally tally, int number)
            throws IOException {
        json.writeNumberField("streams", tally.streams(number));
        json.writeNumberField("ms", tally.ms(number));
        json.writeNumberField("minutes", minutes(tally.ms(number)));
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
