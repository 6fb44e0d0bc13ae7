package io.wrapped.local.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words that the facts put into a phrase's slots. What the facts do not hold has no slot, so
 * that no phrase can speak of it.
 */
final class Slots {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z-]+)\\}");
    private static final Pattern NUMBER_NAME =
            Pattern.compile(
                    "[^\\p{L}]*|(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
                            + "|twelve|dozen|hundred|thousand|million|\\p{L}*teen"
                            + "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|[\\s-])+)");

    private final Map<String, String> words = new HashMap<>();
    private final JsonNode facts;
    private final JsonNode durations;

    Slots(JsonNode block) {
        facts = block.path("facts");
        durations = block.path("durations");
        putDate(block.path("date"));
        putFigures();
        putLeaders();
        putHero();
    }

    private void putDate(JsonNode date) {
        put("weekday", text(date, "weekday"));
        put("year", text(date, "year"));
        put("month", text(date, "month"));
        String day = text(date, "day");
        String month = text(date, "month");
        put("date", day == null || month == null ? null : day + " " + month);
    }

    private void putFigures() {
        put("time", duration("value"));
        put("usual-time", duration("usual"));
        put("total", duration("minutes"));
        put("music", isPositive("music_ms") ? duration("music_ms") : null);
        put("podcasts", isPositive("podcast_ms") ? duration("podcast_ms") : null);
        put("count", number("value"));
        put("usual-count", number("usual"));
        put("plays", counted(facts, "streams", "play"));
        put("music-plays", counted(facts, "music_streams", "play"));
        put("songs", counted(facts, "songs", "different song"));
        put("artists", counted(facts, "artists", "artist"));
    }

    private void putLeaders() {
        JsonNode song = facts.at("/top_songs/0");
        put("song", song(song));
        put("song-plays", repeated(song));
        put("next-song", song(facts.at("/top_songs/1")));
        put("artist", name(facts.at("/top_artists/0")));
        put("artist-plays", repeated(facts.at("/top_artists/0")));
        put("artist-time", duration("top_artists.0.ms"));
        put("next-artist", name(facts.at("/top_artists/1")));
        put("genre", name(facts.at("/top_genres/0")));
        put("show", name(facts.at("/top_shows/0")));
        put("show-time", duration("top_shows.0.ms"));
        put("day-genres", names(facts.path("top_genres"), 3));
    }

    private void putHero() {
        put("hero-artist", name(facts.path("artist")));
        put("hero-plays", counted(facts.path("artist"), "streams", "play"));
        put("hero-year-time", duration("artist.year_ms"));
        put("hero-show", name(facts.path("show")));
        put("hero-show-year-time", duration("show.year_ms"));
        put("hero-genre", name(facts.path("genre")));
        put("hero-genre-percent", text(facts.path("genre"), "percent"));
        put("hero-song", song(facts.path("song")));
        put("hero-song-plays", counted(facts.path("song"), "streams", "play"));
        put("new-artists", names(facts.path("new_artists"), 4));
        put("old-time", duration("old_ms"));
        put("old-percent", text(facts, "old_percent"));
        put("usual-old-percent", text(facts, "usual_old_percent"));
        put("until-year", text(facts, "old_until_year"));
        put("old-song", song(facts.at("/old_songs/0")));
        put("old-song-year", text(facts.at("/old_songs/0"), "release_year"));
        put("usual-genres", unheardUsualGenres());
    }

    private void put(String slot, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            words.put(slot, value);
        }
    }

    /** Whether the day may be called the biggest or the most. */
    boolean isHighest() {
        return facts.path("rank").asInt() == 1 && facts.path("highest").asBoolean();
    }

    /** The phrase with its slots filled, or null where the facts leave one empty. */
    @Nullable String fill(String phrase) {
        StringBuilder filled = new StringBuilder();
        Matcher slot = SLOT.matcher(phrase);
        while (slot.find()) {
            String value = words.get(slot.group(1));
            if (value == null) {
                return null;
            }
            slot.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return slot.appendTail(filled).toString();
    }

    private boolean isPositive(String field) {
        return facts.path(field).asLong() > 0;
    }

    private @Nullable String duration(String path) {
        return text(durations, path);
    }

    private @Nullable String number(String field) {
        JsonNode number = facts.path(field);
        return number.isNumber()
                ? number.decimalValue().stripTrailingZeros().toPlainString()
                : null;
    }

    private static @Nullable String counted(JsonNode owner, String field, String one) {
        JsonNode count = owner.path(field);
        if (!count.canConvertToLong() || count.asLong() == 0) {
            return null;
        }
        return count.asLong() == 1 ? "1 " + one : count.asLong() + " " + one + "s";
    }

    /** Once is not worth telling. */
    private static @Nullable String repeated(JsonNode owner) {
        return owner.path("streams").asLong() > 1 ? counted(owner, "streams", "play") : null;
    }

    /** The usual genres that the day did without. */
    private @Nullable String unheardUsualGenres() {
        Set<String> heard = new HashSet<>();
        facts.path("top_genres").forEach(genre -> heard.add(genre.path("name").asText()));
        ArrayNode unheard = JsonNodeFactory.instance.arrayNode();
        for (JsonNode genre : facts.path("usual_genres")) {
            if (!heard.contains(genre.asText())) {
                unheard.add(genre);
            }
        }
        return names(unheard, 3);
    }

    private static @Nullable String text(JsonNode owner, String field) {
        JsonNode value = owner.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static @Nullable String name(JsonNode owner) {
        String name = owner.isTextual() ? owner.textValue() : text(owner, "name");
        return name == null || name.isBlank() ? null : shown(name);
    }

    /** A name that is a number stands in quotation marks, or it would be read as one. */
    private static String shown(String name) {
        return NUMBER_NAME.matcher(name).matches() ? "“" + name + "”" : name;
    }

    private static @Nullable String song(JsonNode song) {
        String name = text(song, "name");
        String artist = text(song, "artist");
        if (name == null || name.isBlank()) {
            return null;
        }
        return "“" + name + "”" + (artist == null ? "" : " by " + shown(artist));
    }

    private static @Nullable String names(JsonNode list, int most) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : list) {
            String name = name(entry);
            if (name != null && names.size() < most) {
                names.add(name);
            }
        }
        if (names.size() < 2) {
            return names.isEmpty() ? null : names.get(0);
        }
        return String.join(", ", names.subList(0, names.size() - 1))
                + " and "
                + names.get(names.size() - 1);
    }
}
