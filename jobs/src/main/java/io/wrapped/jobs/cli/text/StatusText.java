package io.wrapped.jobs.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How both jobs stand, to be read. */
public final class StatusText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);
    private static final String ROW = "  %-11s %s\n";
    private static final String BESIDE = " ".repeat(14);

    private final StringBuilder out = new StringBuilder();
    private final ZoneId zone;
    private final Style style;

    private StatusText(ZoneId zone, Style style) {
        this.zone = zone;
        this.style = style;
    }

    /**
     * The lines.
     *
     * @param zone in which moments are told
     */
    public static String render(String document, ZoneId zone, Style style) {
        StatusText text = new StatusText(zone, style);
        String between = "";
        for (JsonNode job : ReviewText.parse(document).path("jobs")) {
            text.out.append(between);
            text.job(job);
            between = "\n";
        }
        return text.out.toString();
    }

    private void job(JsonNode job) {
        String state = job.path("state").asText();
        out.append(style.heading("Job " + job.path("name").asText())).append("  ");
        if (state.equals("RUNNING")) {
            out.append("running for " + span(job.path("running_ms").asLong()));
        } else {
            out.append(style.changed(state.equals("NOT_STARTED") ? "not started" : word(state)));
        }
        out.append('\n');
        if (job.has("checkpoints")) {
            row("checkpoint", checkpoint(job));
        }
        row("unread", unread(job.path("unread")));
        if (job.path("oldest_unwritten_review_ms").isNumber()) {
            long oldest = job.path("oldest_unwritten_review_ms").asLong();
            row(
                    "reviews",
                    oldest == 0
                            ? "all are written"
                            : "the oldest unwritten one has waited for " + span(oldest));
        }
        if (job.path("listening").isObject()) {
            listening(job.path("listening"));
        }
        if (job.path("stories").isObject()) {
            stories(job.path("stories"));
        } else if (job.has("stories") && state.equals("RUNNING")) {
            row("stories", "not counted yet; ask again in some seconds");
        }
        if (job.path("store").isObject()) {
            JsonNode store = job.path("store");
            row(
                    "HBase",
                    "99 of 100 calls within %s ms; %s tried again"
                            .formatted(
                                    Figures.count(store.path("latency_p99_ms").asLong()),
                                    Figures.count(store.path("retries").asLong())));
        }
    }

    private void listening(JsonNode listening) {
        row("plays", items(listening, "plays", "streams", "short", "private", "duplicates"));
        if (listening.path("load").asLong() > 0) {
            row(
                    "load",
                    Figures.count(listening.path("load").asLong())
                            + " of these plays are of `wrapped load`, not of listeners");
        }
        if (!listening.path("late").isEmpty()) {
            row("late", figures(listening.path("late")));
        }
        row(
                "refused",
                listening.path("refused").isEmpty() ? "none" : figures(listening.path("refused")));
        JsonNode listeners = listening.path("listeners");
        row(
                "listeners",
                (listeners.isNull()
                                ? ""
                                : "about " + Figures.count(listeners.asLong()) + " known · ")
                        + Figures.count(listening.path("reviews_written").asLong())
                        + " reviews written");
    }

    /** The first of the names tells what came in, the others what became of it. */
    private String items(JsonNode counts, String... names) {
        List<String> items = new ArrayList<>();
        for (String name : names) {
            String count = Figures.count(counts.path(name).asLong());
            items.add(items.isEmpty() ? count + " read" : count + " " + name);
        }
        return wrapped(items);
    }

    private String figures(JsonNode byName) {
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : byName.properties()) {
            items.add(word(entry.getKey()) + " " + Figures.count(entry.getValue().asLong()));
        }
        return wrapped(items);
    }

    private String wrapped(List<String> items) {
        return String.join(
                "\n" + BESIDE, TextWidth.wrapItems(items, style.width() - BESIDE.length()));
    }

    private void stories(JsonNode stories) {
        long written = stories.path("written").asLong();
        long skipped = stories.path("skipped").asLong();
        long erased = stories.path("erased").asLong();
        List<String> ways = new ArrayList<>();
        ways.add(Figures.count(written) + " written");
        if (skipped > 0) {
            ways.add(Figures.count(skipped) + " were there already");
        }
        if (erased > 0) {
            ways.add(Figures.count(erased) + " of erased listeners");
        }
        row(
                "done",
                Figures.count(written + skipped + erased)
                        + (ways.size() > 1 ? ": " + String.join(", ", ways) : " since the start"));
        List<String> causes = new ArrayList<>();
        long failed = 0;
        for (Map.Entry<String, JsonNode> cause : stories.path("failed").properties()) {
            failed += cause.getValue().asLong();
            causes.add(Figures.count(cause.getValue().asLong()) + " " + word(cause.getKey()));
        }
        row("failed", Figures.count(failed) + (failed > 0 ? ": " + String.join(", ", causes) : ""));
        long waiting = stories.path("waiting").asLong();
        row("waiting", Figures.count(waiting));
        double rate = stories.path("per_second").asDouble();
        row("rate", Figures.decimal(rate) + " a second in the last minute");
        if (waiting > 0) {
            row("end", end(stories));
        }
        if (stories.path("asked").asLong() > 0) {
            double cost = stories.path("cost").asDouble();
            row(
                    "model",
                    "asked %s times · %s tokens read, %s written%s"
                            .formatted(
                                    Figures.count(stories.path("asked").asLong()),
                                    Figures.count(stories.path("prompt_tokens").asLong()),
                                    Figures.count(stories.path("completion_tokens").asLong()),
                                    cost > 0 ? " · cost " + Figures.decimal(cost) : ""));
        }
    }

    private String end(JsonNode stories) {
        if (stories.path("projected_end").isNull()) {
            return "not known: none ended in the last minute";
        }
        String moment =
                MOMENT.format(Instant.parse(stories.path("projected_end").asText()).atZone(zone));
        return "in " + span(1_000 * stories.path("seconds_to_end").asLong()) + ", " + moment;
    }

    private static String checkpoint(JsonNode job) {
        JsonNode counts = job.path("checkpoints");
        long failed = counts.path("failed").asLong();
        String sum =
                Figures.count(counts.path("completed").asLong())
                        + " completed"
                        + (failed > 0 ? ", " + Figures.count(failed) + " failed" : "");
        JsonNode last = job.path("last_checkpoint");
        return last.isNull()
                ? "none since the start; " + sum
                : "%s ago, took %s, %s; %s"
                        .formatted(
                                span(last.path("age_ms").asLong()),
                                Figures.decimal(last.path("duration_ms").asLong() / 1e3) + " s",
                                Figures.size(last.path("bytes").asLong()),
                                sum);
    }

    private String unread(JsonNode unread) {
        List<String> topics = new ArrayList<>();
        for (Map.Entry<String, JsonNode> topic : unread.properties()) {
            topics.add(topic.getKey() + " " + Figures.count(topic.getValue().asLong()));
        }
        return wrapped(topics);
    }

    private void row(String name, String value) {
        out.append(ROW.formatted(name, value));
    }

    private static String span(long ms) {
        return ms < 60_000 ? Figures.count(ms / 1_000) + " s" : Figures.duration(ms);
    }

    /** {@code MODEL_UNAVAILABLE} as people write. */
    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
