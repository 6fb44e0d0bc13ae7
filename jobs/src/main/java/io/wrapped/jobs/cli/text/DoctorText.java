package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What `wrapped doctor` found, to be read: what is well in a line, and what is not in more. */
public final class DoctorText {
    private static final String INDENT = "  ";
    private static final int OUTCOME = 10;
    private static final String BESIDE = INDENT + " ".repeat(OUTCOME);
    private static final String REMEDY = "→ ";

    private final StringBuilder out = new StringBuilder();
    private final Style style;

    private DoctorText(Style style) {
        this.style = style;
    }

    /** The lines. */
    public static String render(String document, Style style) {
        JsonNode told = ReviewText.parse(document);
        DoctorText text = new DoctorText(style);
        String area = "";
        for (JsonNode check : told.path("checks")) {
            if (!area.equals(check.path("area").asText())) {
                text.out.append(area.isEmpty() ? "" : "\n");
                area = check.path("area").asText();
                text.out.append(style.heading(area)).append('\n');
            }
            text.check(check);
        }
        text.out.append('\n').append(text.sum(told.path("counts"))).append('\n');
        return text.out.toString();
    }

    private void check(JsonNode check) {
        String outcome = check.path("outcome").asText();
        String found = check.path("check").asText() + ": " + check.path("found").asText();
        String mark = word(outcome) + " ".repeat(OUTCOME - word(outcome).length());
        out.append(INDENT).append(coloured(outcome, mark));
        lines(found, "", false);
        String remedy = check.path("remedy").asText();
        if (!remedy.isEmpty()) {
            out.append(BESIDE).append(style.accent(REMEDY));
            lines(remedy, " ".repeat(REMEDY.length()), outcome.equals("SKIPPED"));
        }
    }

    /** Goes on where the line is; what does not fit goes below its beginning. */
    private void lines(String text, String further, boolean quiet) {
        String between = "";
        int columns = style.width() - BESIDE.length() - further.length();
        for (String line : TextWidth.wrap(TextWidth.printable(text), columns)) {
            out.append(between).append(quiet ? style.quiet(line) : line).append('\n');
            between = BESIDE + further;
        }
    }

    private String sum(JsonNode counts) {
        List<String> parts = new ArrayList<>();
        for (String outcome : List.of("FAILED", "WARNING", "UNKNOWN", "SKIPPED", "OK")) {
            long count = counts.path(outcome).asLong();
            if (count > 0) {
                parts.add(coloured(outcome, Figures.count(count) + " " + word(outcome)));
            }
        }
        return String.join(", ", parts);
    }

    private static String word(String outcome) {
        return outcome.equals("UNKNOWN") ? "not seen" : outcome.toLowerCase(Locale.ROOT);
    }

    private String coloured(String outcome, String text) {
        return switch (outcome) {
            case "OK" -> style.good(text);
            case "FAILED" -> style.bad(text);
            case "WARNING" -> style.changed(text);
            default -> style.quiet(text);
        };
    }
}
