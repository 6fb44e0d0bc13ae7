package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What state holds of a listener, to be read. */
public final class StoredListenerText {
    private final JsonNode listener;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private StoredListenerText(JsonNode listener, Style style) {
        this.listener = listener;
        this.style = style;
    }

    /** The lines. */
    public static String render(String document, Style style) {
        return new StoredListenerText(ReviewText.parse(document), style).render();
    }

    private String render() {
        out.append(style.strong(printable(listener.path("user_id").asText())));
        out.append("  ").append(style.quiet(standing())).append('\n');
        out.append("  ")
                .append(Figures.count(streams(listener), "stream", "streams"))
                .append(" on ")
                .append(Figures.count(listener.path("days").size(), "day", "days"))
                .append(", ")
                .append(Figures.count(listener.path("items").size(), "item", "items"))
                .append(", ")
                .append(Figures.count(bytes(), "byte", "bytes"))
                .append('\n');
        if (!listener.path("exclusions").isEmpty()) {
            heading("Exclusions");
            listener.path("exclusions").forEach(this::exclusion);
        }
        if (!listener.path("waiting").isEmpty()) {
            heading("Plays that wait");
            listener.path("waiting").forEach(this::play);
        }
        if (!listener.path("days").isEmpty()) {
            heading("Days");
            listener.path("days").forEach(this::day);
            out.append(
                    style.quiet(
                            "A content of which the catalogue alone keeps the name is shown as its"
                                    + " hash.\n"));
        }
        return out.toString();
    }

    private void heading(String text) {
        out.append('\n').append(style.heading(text)).append('\n');
    }

    private String standing() {
        List<String> words = new ArrayList<>();
        if (listener.path("erased").asBoolean()) {
            words.add("erased");
        }
        if (!listener.path("erased_at").isNull()) {
            words.add("forgets all until " + time(listener.path("erased_at")));
        }
        JsonNode profile = listener.path("profile");
        for (String field : List.of("zone", "birth_month_day", "locale", "country")) {
            if (!profile.path(field).isNull()) {
                words.add(printable(profile.path(field).asText()));
            }
        }
        return words.isEmpty() ? "no profile" : String.join(", ", words);
    }

    private long bytes() {
        long bytes = 0;
        for (JsonNode state : listener.path("bytes")) {
            bytes += state.asLong();
        }
        return bytes;
    }

    private void exclusion(JsonNode exclusion) {
        out.append(
                "  %-8s %-10s %s\n"
                        .formatted(
                                exclusion.path("target").asText().toLowerCase(Locale.ROOT),
                                exclusion.path("excluded").asBoolean() ? "left out" : "taken back",
                                printable(exclusion.path("target_id").asText())));
    }

    private void play(JsonNode play) {
        out.append(
                "  %s  %-9s %9s  %s\n"
                        .formatted(
                                time(play.path("ended_at")),
                                play.path("kind").asText().toLowerCase(Locale.ROOT),
                                clock(play.path("ms_played").asLong()),
                                content(play)));
    }

    private void day(JsonNode day) {
        out.append(
                style.accent(
                        "  %s  %s, %s\n"
                                .formatted(
                                        day.path("date").asText(),
                                        Figures.count(streams(day), "stream", "streams"),
                                        clock(day.path("ms").asLong()))));
        for (JsonNode row : day.path("rows")) {
            JsonNode item = listener.path("items").path(row.path("item").asInt());
            out.append(
                    "    %5d × %9s  %-9s %s\n"
                            .formatted(
                                    streams(row),
                                    clock(row.path("ms").asLong()),
                                    item.path("kind").asText().toLowerCase(Locale.ROOT),
                                    content(item)));
        }
    }

    private static long streams(JsonNode of) {
        return of.path("streams").asLong();
    }

    /** Its uri, else its hash, and the names that plays carried. */
    private static String content(JsonNode item) {
        List<String> words = new ArrayList<>();
        words.add(
                item.path("content_uri").isNull()
                        ? "#" + item.path("content_hash").asText()
                        : printable(item.path("content_uri").asText()));
        for (String name : List.of("title", "artist", "show")) {
            if (!item.path(name).isNull()) {
                words.add(printable(item.path(name).asText()));
            }
        }
        return String.join(" · ", words);
    }

    private static String time(JsonNode millis) {
        return Instant.ofEpochMilli(millis.asLong()).toString();
    }

    private static String clock(long ms) {
        long seconds = ms / 1000;
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String printable(String text) {
        return TextWidth.printable(text);
    }
}
