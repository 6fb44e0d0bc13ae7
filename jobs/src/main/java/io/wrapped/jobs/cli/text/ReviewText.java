package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A review document as a page to read. */
public final class ReviewText {
    /** The model's name under which the offline story writer answers. */
    private static final String OFFLINE_WRITER = "wrapped-offline-writer";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter THROUGH =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final String INDENT = "  ";
    private static final String STORY_INDENT = "      ";

    private final JsonNode review;
    private final @Nullable String words;

    private ReviewText(JsonNode review, @Nullable String words) {
        this.review = review;
        this.words = words;
    }

    /**
     * A page of a document.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    public static ReviewText of(String document) {
        return new ReviewText(parse(document), null);
    }

    /** The same page with a line on who the listener is. */
    public ReviewText withWords(String whoItIs) {
        return new ReviewText(review, whoItIs);
    }

    static JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a review document is no JSON", e);
        }
    }

    /** The page, each line ended. */
    public String render(Style style) {
        List<String> lines = new ArrayList<>();
        title(style, lines);
        totals(style, lines);
        JsonNode top = review.path("top");
        TopList.songs().render(top.path("songs"), style, lines);
        TopList.artists().render(top.path("artists"), style, lines);
        TopList.genres().render(top.path("genres"), style, lines);
        TopList.shows().render(top.path("shows"), style, lines);
        days(style, lines);
        lines.add("");
        return String.join("\n", lines) + "\n";
    }

    private void title(Style style, List<String> lines) {
        LocalDate through = LocalDate.parse(review.path("through").asText());
        boolean whole = through.getDayOfYear() == through.lengthOfYear();
        String right = whole ? "" : "through " + through.format(THROUGH);
        String year = Integer.toString(review.path("year").asInt());
        int room = style.width() - 2 - 3 - year.length() - (whole ? 0 : 2 + right.length());
        String user = TextWidth.printable(review.path("user_id").asText());
        String shown = TextWidth.fit(user, Math.min(room, TextWidth.of(user))).stripTrailing();
        int gap = room - TextWidth.of(shown) + (whole ? 0 : 2);
        lines.add("");
        lines.add(
                (INDENT
                                + style.strong(shown)
                                + " · "
                                + style.strong(year)
                                + " ".repeat(gap)
                                + style.quiet(right))
                        .stripTrailing());
        lines.add(INDENT + style.accent("━".repeat(style.width() - 2)));
        if (words != null) {
            wrapped(words, INDENT, style.width(), lines, style::quiet);
        }
    }

    private void totals(Style style, List<String> lines) {
        JsonNode totals = review.path("totals");
        long streams = totals.path("streams").asLong();
        lines.add("");
        if (streams == 0) {
            lines.add(INDENT + "Nothing was heard in this year.");
            return;
        }
        List<String> times = new ArrayList<>();
        time(times, totals.path("music_ms").asLong(), "of music");
        time(times, totals.path("podcast_ms").asLong(), "of podcasts");
        time(times, totals.path("audiobook_ms").asLong(), "of audiobooks");
        items(times, style.width(), lines, style::strong);
        List<String> counts = new ArrayList<>();
        counts.add(Figures.count(streams, "stream", "streams"));
        count(counts, totals.path("songs").asLong(), "song", "songs");
        count(counts, totals.path("artists").asLong(), "artist", "artists");
        count(counts, totals.path("shows").asLong(), "show", "shows");
        counts.add("on " + Figures.count(totals.path("active_days").asLong(), "day", "days"));
        items(counts, style.width(), lines, line -> line);
    }

    private static void time(List<String> times, long ms, String what) {
        if (ms > 0) {
            times.add(Figures.count(Figures.minutes(ms), "minute", "minutes") + " " + what);
        }
    }

    private static void count(List<String> counts, long number, String one, String many) {
        if (number > 0) {
            counts.add(Figures.count(number, one, many));
        }
    }

    private void days(Style style, List<String> lines) {
        JsonNode days = review.path("remarkable_days");
        if (days.isEmpty() && review.path("totals").path("streams").asLong() == 0) {
            return;
        }
        lines.add("");
        lines.add(INDENT + style.heading("Remarkable days"));
        if (days.isEmpty()) {
            String reason =
                    review.path("eligible").asBoolean()
                            ? "No day stood out."
                            : "Too little was heard to tell one day from another: that takes 30"
                                    + " different songs by 5 artists.";
            wrapped(reason, INDENT, style.width(), lines, line -> line);
        }
        for (JsonNode day : days) {
            day(day, style, lines);
        }
    }

    private static void day(JsonNode day, Style style, List<String> lines) {
        lines.add("");
        lines.add(INDENT + style.accent("●") + " " + style.strong(DayText.date(day)));
        wrapped(
                DayText.name(day) + " — " + DayText.measure(day),
                "    ",
                style.width(),
                lines,
                line -> line);
        story(day.path("report"), style, lines);
    }

    private static void story(JsonNode report, Style style, List<String> lines) {
        String status = report.path("status").asText();
        if (status.equals("complete")) {
            int width = style.width() - 2;
            lines.add("");
            wrapped(printable(report, "title"), STORY_INDENT, width, lines, style::strong);
            wrapped(printable(report, "text"), STORY_INDENT, width, lines, line -> line);
            wrapped(writer(report), STORY_INDENT, width, lines, style::quiet);
            return;
        }
        String plainly =
                switch (status) {
                    case "stale" ->
                            "Its story was written from figures that changed since; the next"
                                    + " trigger has it written anew.";
                    case "failed" -> "No story could be written for it.";
                    default -> "Its story is not written yet.";
                };
        wrapped(plainly, "    ", style.width(), lines, style::quiet);
    }

    private static String writer(JsonNode report) {
        String model = printable(report, "model");
        return "— written by "
                + model
                + (model.equals(OFFLINE_WRITER) ? ", which stands in for a model" : "");
    }

    private static String printable(JsonNode report, String field) {
        return TextWidth.printable(report.path(field).asText());
    }

    private static void items(
            List<String> items, int width, List<String> lines, UnaryOperator<String> look) {
        for (String line : TextWidth.wrapItems(items, width - INDENT.length())) {
            lines.add(INDENT + look.apply(line));
        }
    }

    private static void wrapped(
            String text, String indent, int width, List<String> lines, UnaryOperator<String> look) {
        for (String line : TextWidth.wrap(text, width - indent.length())) {
            lines.add(indent + look.apply(line));
        }
    }
}
