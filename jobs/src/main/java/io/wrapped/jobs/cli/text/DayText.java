package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a remarkable day is called and what was measured of it. */
public final class DayText {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DATE =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private DayText() {}

    /** {@code Saturday, 12 July}. */
    static String date(JsonNode day) {
        return LocalDate.parse(day.path("date").asText()).format(DATE);
    }

    /** {@code 12 Jul}. */
    public static String shortDate(String date) {
        return LocalDate.parse(date).format(SHORT_DATE);
    }

    /**
     * What makes the day remarkable. Only the first by rank that no other day exceeds is called the
     * biggest or the most.
     */
    public static String name(JsonNode day) {
        JsonNode facts = day.path("facts");
        boolean most = facts.path("rank").asInt() == 1 && facts.path("highest").asBoolean();
        String artist = text(facts.path("artist").path("name"), "the year's top artist");
        String show = text(facts.path("show").path("name"), "the year's top show");
        String genre = text(facts.path("genre").path("name"), "one genre");
        return switch (day.path("kind").asText()) {
            case "BIGGEST_MUSIC_DAY" -> most ? "The biggest music day" : "A big music day";
            case "TOP_ARTIST_DAY" -> (most ? "The most of " : "A day with ") + artist;
            case "TOP_GENRE_DAY" -> (most ? "The most of one genre: " : "A day of ") + genre;
            case "DISCOVERY_DAY" -> most ? "The most new artists" : "A day of new artists";
            case "MOST_NOSTALGIC_DAY" -> most ? "The most nostalgic day" : "A nostalgic day";
            case "MOST_UNUSUAL_DAY" -> most ? "The most unusual day" : "An unusual day";
            case "ON_REPEAT_DAY" -> most ? "The most on repeat" : "A day on repeat";
            case "MOST_DIVERSE_DAY" -> most ? "The most diverse day" : "A diverse day";
            case "BIGGEST_PODCAST_DAY" -> most ? "The biggest podcast day" : "A big podcast day";
            case "TOP_PODCAST_DAY" -> (most ? "The most of " : "A day with ") + show;
            case "BIRTHDAY" -> "Birthday";
            case "NEW_YEARS_DAY" -> "New Year's Day";
            default -> day.path("kind").asText();
        };
    }

    /** The figure behind it, beside the usual one. */
    static String measure(JsonNode day) {
        JsonNode facts = day.path("facts");
        double value = facts.path("value").asDouble();
        double usual = facts.path("usual").asDouble();
        return switch (day.path("kind").asText()) {
            case "BIGGEST_MUSIC_DAY" -> ofTime(value, usual, " of music");
            case "BIGGEST_PODCAST_DAY" -> ofTime(value, usual, " of podcasts");
            case "TOP_ARTIST_DAY", "TOP_GENRE_DAY", "TOP_PODCAST_DAY" -> ofTime(value, usual, "");
            case "BIRTHDAY", "NEW_YEARS_DAY" -> ofTime(value, usual, " of listening");
            case "DISCOVERY_DAY" ->
                    Figures.count((long) value) + " heard for the first time" + usually(usual);
            case "ON_REPEAT_DAY" ->
                    Figures.count((long) value, "repeat", "repeats") + usually(usual);
            case "MOST_DIVERSE_DAY" ->
                    Figures.count((long) value, "artist", "artists") + usually(usual);
            case "MOST_NOSTALGIC_DAY" ->
                    Figures.duration(facts.path("old_ms").asLong())
                            + " of music from "
                            + facts.path("old_until_year").asInt()
                            + " or before";
            case "MOST_UNUSUAL_DAY" ->
                    "genres "
                            + Figures.decimal(value)
                            + " away from the year's, on a scale from 0 to 1"
                            + ", usually "
                            + Figures.decimal(usual);
            default -> Figures.decimal(value);
        };
    }

    private static String ofTime(double value, double usual, String what) {
        return Figures.duration(Math.round(value))
                + what
                + ", usually "
                + Figures.duration(Math.round(usual));
    }

    private static String usually(double usual) {
        return ", usually " + Figures.decimal(usual);
    }

    private static String text(JsonNode name, String otherwise) {
        return name.isTextual() ? TextWidth.printable(name.asText()) : otherwise;
    }
}
