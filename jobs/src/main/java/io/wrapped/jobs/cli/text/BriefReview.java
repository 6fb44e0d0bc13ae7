package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A review in a few lines. */
public final class BriefReview {
    private static final String INDENT = "    ";

    private BriefReview() {}

    /**
     * The lines.
     *
     * @param words who the listener is
     */
    public static String render(String document, String words, Style style) {
        JsonNode review = ReviewText.parse(document);
        List<String> lines = new ArrayList<>();
        String user = TextWidth.printable(review.path("user_id").asText());
        int room = style.width() - 2 - TextWidth.of(user) - 2;
        lines.add(
                "  "
                        + style.strong(user)
                        + "  "
                        + style.quiet(TextWidth.fit(words, room).stripTrailing()));
        TextWidth.wrap(figures(review), style.width() - INDENT.length())
                .forEach(line -> lines.add(INDENT + line));
        List<String> days = new ArrayList<>();
        review.path("remarkable_days")
                .forEach(
                        day ->
                                days.add(
                                        DayText.shortDate(day.path("date").asText())
                                                + " "
                                                + DayText.name(day)));
        if (days.isEmpty()) {
            days.add("too little heard for remarkable days");
        }
        TextWidth.wrapItems(days, style.width() - INDENT.length())
                .forEach(line -> lines.add(INDENT + style.accent(line)));
        return String.join("\n", lines) + "\n";
    }

    private static String figures(JsonNode review) {
        JsonNode totals = review.path("totals");
        long ms =
                totals.path("music_ms").asLong()
                        + totals.path("podcast_ms").asLong()
                        + totals.path("audiobook_ms").asLong();
        StringBuilder figures = new StringBuilder();
        figures.append(Figures.count(Figures.minutes(ms), "minute", "minutes"));
        figures.append(" on ");
        figures.append(Figures.count(totals.path("active_days").asLong(), "day", "days"));
        JsonNode artist = review.path("top").path("artists").path(0);
        if (!artist.isMissingNode()) {
            figures.append(", most of all ").append(TopList.name(artist, "name"));
        }
        return figures.toString();
    }
}
