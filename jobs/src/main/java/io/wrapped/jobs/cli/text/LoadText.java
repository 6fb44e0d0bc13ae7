package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What came of a load, to be read: its windows line by line, then all of it. */
public final class LoadText {
    private static final String HEAD = "  %-13s %9s %19s  %9s %19s";

    private final StringBuilder out = new StringBuilder();
    private final JsonNode load;
    private final Style style;

    private LoadText(JsonNode load, Style style) {
        this.load = load;
        this.style = style;
    }

    /** The lines. */
    public static String render(String document, Style style) {
        LoadText text = new LoadText(ReviewText.parse(document), style);
        text.lines();
        return text.out.toString();
    }

    private void lines() {
        out.append(style.heading("Load " + load.path("run").asText()))
                .append("  ")
                .append(Figures.count(load.path("users").asLong(), "user", "users"))
                .append(", who listened to ")
                .append(load.path("year").asText())
                .append('\n');
        out.append(
                style.quiet(
                        HEAD.formatted(
                                "", "plays/s", "review after, ms", "reads/s", "read in, ms")));
        out.append('\n');
        if (load.path("windows").size() > 1) {
            load.path("windows")
                    .forEach(
                            window ->
                                    row(
                                            seconds(window, "from_seconds")
                                                    + " to "
                                                    + seconds(window, "to_seconds")
                                                    + " s",
                                            window));
        }
        row("all", load);
        ratios();
        seen();
        JsonNode reads = load.path("reads");
        count(reads.path("empty"), "read", "reads", " found no review yet");
        if (reads.path("failed").asLong() > 0) {
            String failed =
                    Figures.count(reads.path("failed").asLong()) + " reads failed, the last: ";
            out.append("  ")
                    .append(style.bad(failed + load.path("read_failure").asText()))
                    .append('\n');
        }
        count(load.path("triggers"), "trigger", "triggers", " sent");
    }

    private static String seconds(JsonNode window, String name) {
        return Figures.decimal(window.path(name).asDouble());
    }

    private void row(String name, JsonNode figures) {
        out.append(
                HEAD.formatted(
                        name,
                        rate(figures.path("plays_per_second")),
                        latencies(figures.path("writes")),
                        rate(figures.at("/reads/per_second")),
                        latencies(figures.path("reads"))));
        out.append('\n');
    }

    private static String rate(JsonNode rate) {
        return String.format(Locale.ROOT, "%,.1f", rate.asDouble());
    }

    private static String latencies(JsonNode times) {
        return times.path("p50_ms").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%,.1f, p99 %,.1f",
                        times.path("p50_ms").asDouble(),
                        times.path("p99_ms").asDouble())
                : "-";
    }

    private void ratios() {
        JsonNode ratios = load.path("first_window_to_rest");
        ratio("reviews", ratios.path("writes"));
        ratio("reads", ratios.path("reads"));
    }

    private void ratio(String what, JsonNode ratio) {
        if (ratio.isObject()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "  the first %s s against the rest: %s took %.2f times as long, p99"
                                    + " %.2f times\n",
                            seconds(load, "window_seconds"),
                            what,
                            ratio.path("p50").asDouble(),
                            ratio.path("p99").asDouble()));
        }
    }

    private void seen() {
        if (!load.has("followed")) {
            return;
        }
        long followed = load.path("followed").asLong();
        long missed = load.path("missed").asLong();
        String line =
                "  of %s plays that were looked for in reviews %s\n"
                        .formatted(
                                Figures.count(followed),
                                missed == 0
                                        ? "all were there"
                                        : style.bad(Figures.count(missed) + " did not come"));
        out.append(line);
    }

    private void count(JsonNode count, String one, String many, String what) {
        if (count.asLong() > 0) {
            out.append("  ")
                    .append(Figures.count(count.asLong(), one, many))
                    .append(what)
                    .append('\n');
        }
    }
}
