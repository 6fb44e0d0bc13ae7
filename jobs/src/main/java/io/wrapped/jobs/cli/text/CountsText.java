package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a savepoint holds, to be read. */
public final class CountsText {
    private static final String ROW = "  %-12s %14s%s\n";
    private static final List<String> STATES =
            List.of("listener", "settled", "pending", "exclusions");

    private CountsText() {}

    /** The lines. */
    public static String render(String document, Style style) {
        JsonNode counts = ReviewText.parse(document);
        StringBuilder out = new StringBuilder();
        out.append(style.heading("Checkpoint " + counts.path("checkpoint_id").asText()));
        out.append(
                style.quiet(
                        "  written at parallelism "
                                + counts.path("parallelism").asText()
                                + " of at most "
                                + counts.path("max_parallelism").asText()));
        out.append('\n');
        row(out, "users", counts, "users", erased(counts));
        row(out, "streams", counts, "streams", "");
        row(out, "days", counts, "days", span(counts));
        row(out, "items", counts, "items", "");
        row(out, "exclusions", counts, "exclusions", "");
        row(
                out,
                "waiting",
                counts,
                "waiting_plays",
                " plays of " + number(counts, "waiting_users") + " users");
        out.append('\n').append(style.heading("State")).append('\n');
        for (String state : STATES) {
            out.append(
                    ROW.formatted(
                            state,
                            Figures.count(counts.path("bytes").path(state).asLong()),
                            " bytes" + versions(counts.path("versions").path(state))));
        }
        return out.toString();
    }

    private static void row(
            StringBuilder out, String label, JsonNode counts, String field, String remark) {
        out.append(ROW.formatted(label, number(counts, field), remark));
    }

    private static String number(JsonNode counts, String field) {
        return Figures.count(counts.path(field).asLong());
    }

    private static String erased(JsonNode counts) {
        return counts.path("erased").asLong() == 0
                ? ""
                : ", " + number(counts, "erased") + " of them erased";
    }

    private static String span(JsonNode counts) {
        return counts.path("first_date").isNull()
                ? ""
                : ", "
                        + counts.path("first_date").asText()
                        + " to "
                        + counts.path("last_date").asText();
    }

    private static String versions(JsonNode versions) {
        List<String> said = new ArrayList<>();
        for (Map.Entry<String, JsonNode> version : versions.properties()) {
            said.add(
                    Figures.count(version.getValue().asLong(), "value", "values")
                            + " of version "
                            + version.getKey());
        }
        return said.isEmpty() ? "" : " in " + String.join(", ", said);
    }
}
