package io.wrapped.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.cli.InventedYear.Planted;
import io.wrapped.jobs.cli.text.BriefReview;
import io.wrapped.jobs.cli.text.ReviewChanges;
import io.wrapped.jobs.cli.text.ReviewText;
import io.wrapped.jobs.cli.text.Style;
import io.wrapped.jobs.cli.text.TextWidth;
import io.wrapped.state.contract.Outcome.Result;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells on standard output what the demo does and what came of it. */
final class DemoTeller {
    private static final List<String> IN_FULL = List.of("mira", "aiko", "noah");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final Style style;
    private final boolean all;

    /**
     * @param all every review is shown in full
     */
    DemoTeller(PrintStream out, Style style, boolean all) {
        this.out = out;
        this.style = style;
        this.all = all;
    }

    void introduction() {
        say(
                "",
                "  " + style.heading("Wrapped, on invented listeners"),
                "",
                "  A year of a dozen listeners goes through Kafka, two Flink jobs with RocksDB,",
                "  a story writer and HBase, all of them real and on this machine.",
                "");
    }

    void played(ImportReport report, long late) {
        say("", "  " + style.heading("What became of the plays"), "");
        figure("plays sent", report.rows(), "");
        figure("counted", report.of(Result.STREAM), "streams: 30 seconds or more");
        figure("duplicates", report.of(Result.DUPLICATE), "the same event again; counts once");
        figure("private", report.of(Result.PRIVATE), "dropped in the first step, never stored");
        figure("too short", report.of(Result.TOO_SHORT), "under 30 seconds");
        figure("erased", report.of(Result.ERASED), "of listeners who were forgotten");
        figure("dead letters", report.of(Result.DEAD_LETTER), "could not be used; kept aside");
        figure("late", late, "among them; came over a day late, changed their own day");
        say("");
    }

    void told(InventedYear year, TreeMap<String, String> reviews, long calls) {
        say("", "  " + style.heading("The listeners' " + year.year()), "");
        reviews.forEach((user, document) -> out.println(brief(year, user, document)));
        planted(year, reviews);
        long stories = reviews.values().stream().mapToLong(DemoTeller::stories).sum();
        say(
                String.format(
                        Locale.ROOT, "  %,d stories were written%s.", stories, inCalls(calls)),
                "");
        List<String> shown = all ? List.copyOf(reviews.keySet()) : IN_FULL;
        say("  " + style.heading(all ? "All of them, in full" : "Three of them, in full"));
        for (String user : shown) {
            String document = reviews.get(user);
            if (document != null) {
                out.print(
                        ReviewText.of(document)
                                .withWords(String.valueOf(year.words().get(user)))
                                .render(style));
            }
        }
        if (!all) {
            say("", "  " + style.quiet("./wrapped demo --all shows all twelve in full."));
        }
        say("");
    }

    void changing(List<String> words) {
        say("", "  " + style.heading("Then something changes"), "");
        words.forEach(each -> say("  · " + each + "."));
        say("", "  The year is told again.", "");
    }

    void changed(Map<String, String> before, Map<String, String> after, long calls) {
        say("", "  " + style.heading("What is different"));
        List<String> same = new ArrayList<>();
        int kept = 0;
        int anew = 0;
        for (Map.Entry<String, String> review : after.entrySet()) {
            ReviewChanges changes =
                    ReviewChanges.between(
                            before.getOrDefault(review.getKey(), "{}"), review.getValue());
            kept += changes.storiesKept();
            anew += changes.storiesAnew();
            if (changes.none()) {
                same.add(review.getKey());
            } else {
                say("", "  " + style.strong(review.getKey()));
                out.print(changes.render(style));
            }
        }
        say("");
        paragraph(
                "Not a byte changed for the other "
                        + same.size()
                        + ": "
                        + String.join(", ", same)
                        + ".");
        say(
                "",
                String.format(
                        Locale.ROOT,
                        "  %,d stories were kept as they were, %,d %s written anew%s.",
                        kept,
                        anew,
                        anew == 1 ? "was" : "were",
                        inCalls(calls)),
                "");
    }

    void end(Duration took) {
        say(
                "",
                String.format(
                        Locale.ROOT,
                        "  Done in %d seconds; everything it made is gone again. Next:",
                        took.toSeconds()),
                "",
                "    ./wrapped review --help     a Wrapped of your own listening history",
                "    ./wrapped up                the system kept running, to play with",
                "");
    }

    private String brief(InventedYear year, String user, String document) {
        return BriefReview.render(document, String.valueOf(year.words().get(user)), style);
    }

    private void planted(InventedYear year, Map<String, String> reviews) {
        List<Planted> missed = new ArrayList<>();
        for (Planted day : year.planted()) {
            if (!day.isIn(json(reviews.getOrDefault(day.userId(), "{}")))) {
                missed.add(day);
            }
        }
        int all = year.planted().size();
        say(
                "  Of "
                        + all
                        + " days that were planted to stand out, "
                        + (all - missed.size())
                        + " were found"
                        + (missed.isEmpty() ? "." : "; not told:"));
        for (Planted day : missed) {
            boolean eligible =
                    json(reviews.getOrDefault(day.userId(), "{}")).path("eligible").asBoolean();
            say(
                    "    "
                            + day.userId()
                            + ", "
                            + day.date()
                            + ": "
                            + day.words()
                            + (eligible ? "" : " (on purpose: too little heard in all)"));
        }
    }

    private void figure(String name, long figure, String words) {
        String line = String.format(Locale.ROOT, "  %-14s %,9d  ", name, figure);
        say((line + style.quiet(words)).stripTrailing());
    }

    /** Nothing where the calls are not known. */
    private static String inCalls(long calls) {
        return calls == 0 ? "" : String.format(Locale.ROOT, ", in %,d calls of the writer", calls);
    }

    private static long stories(String document) {
        long stories = 0;
        for (JsonNode day : json(document).path("remarkable_days")) {
            stories += day.path("report").path("status").asText().equals("complete") ? 1 : 0;
        }
        return stories;
    }

    private static JsonNode json(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a review document is no JSON", e);
        }
    }

    private void paragraph(String text) {
        TextWidth.wrap(text, style.width() - 2).forEach(line -> say("  " + line));
    }

    private void say(String... lines) {
        for (String line : lines) {
            out.println(line);
        }
    }
}
