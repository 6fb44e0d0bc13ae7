package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One of a review's top lists, with a bar for every entry. */
final class TopList {
    private static final int WIDE = 72;
    private static final int LONG_BAR = 18;
    private static final int SHORT_BAR = 8;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final String heading;
    private final String measure;
    private final boolean byTime;
    private final boolean withArtist;

    private TopList(String heading, String measure, boolean byTime, boolean withArtist) {
        this.heading = heading;
        this.measure = measure;
        this.byTime = byTime;
        this.withArtist = withArtist;
    }

    static TopList songs() {
        return new TopList("Top songs", "streams", false, true);
    }

    static TopList artists() {
        return new TopList("Top artists", "streams", false, false);
    }

    static TopList genres() {
        return new TopList("Top genres", "streams", false, false);
    }

    static TopList shows() {
        return new TopList("Top shows", "time", true, false);
    }

    /** Adds the list's lines; none for an empty list. */
    void render(JsonNode entries, Style style, List<String> lines) {
        if (entries.isEmpty()) {
            return;
        }
        int figure = measure.length();
        long most = 1;
        for (JsonNode entry : entries) {
            figure = Math.max(figure, figure(entry).length());
            most = Math.max(most, size(entry));
        }
        int bar = style.width() < WIDE ? SHORT_BAR : LONG_BAR;
        // Indent, place, and two columns before each of the others.
        int name = style.width() - 2 - 3 - 2 - bar - 2 - figure;
        lines.add("");
        lines.add(
                "  "
                        + style.heading(heading)
                        + " ".repeat(style.width() - 2 - heading.length() - measure.length())
                        + style.quiet(measure));
        int place = 1;
        for (JsonNode entry : entries) {
            lines.add(
                    "  "
                            + style.quiet(TextWidth.fit(place + "", 3))
                            + names(entry, name, style)
                            + "  "
                            + style.accent(bar(size(entry), most, bar))
                            + "  "
                            + " ".repeat(figure - figure(entry).length())
                            + figure(entry));
            place++;
        }
    }

    private String names(JsonNode entry, int columns, Style style) {
        if (!withArtist) {
            return TextWidth.fit(name(entry, "name"), columns);
        }
        int song = (columns - 2) * 3 / 5;
        JsonNode artist = entry.path("artist");
        return TextWidth.fit(name(entry, "name"), song)
                + "  "
                + style.quiet(
                        TextWidth.fit(
                                artist.isTextual() ? TextWidth.printable(artist.asText()) : "",
                                columns - 2 - song));
    }

    /** Ids stand for names only where there is none; a genre's id is its name. */
    static String name(JsonNode entry, String field) {
        JsonNode name = entry.path(field);
        return TextWidth.printable(name.isTextual() ? name.asText() : entry.path("id").asText());
    }

    private long size(JsonNode entry) {
        return entry.path(byTime ? "ms" : "streams").asLong();
    }

    private String figure(JsonNode entry) {
        return byTime ? Figures.duration(size(entry)) : Figures.count(size(entry));
    }

    private static String bar(long size, long most, int columns) {
        long eighths = Math.max(1, Math.round(8.0 * columns * size / most));
        StringBuilder bar = new StringBuilder("█".repeat((int) (eighths / 8)));
        if (eighths % 8 > 0) {
            bar.append(EIGHTHS.charAt((int) (eighths % 8)));
        }
        return TextWidth.fit(bar.toString(), columns);
    }
}
