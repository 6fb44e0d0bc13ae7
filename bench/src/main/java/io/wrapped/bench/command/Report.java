package io.wrapped.bench.command;

import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT;
import static io.wrapped.bench.contest.Contestants.PLAIN_FOLD;

import io.wrapped.bench.command.Results.Derived;
import io.wrapped.bench.command.Results.Spread;
import io.wrapped.bench.command.Targets.Target;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Spells one table, with what it says of the targets, as Markdown. */
final class Report {
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("CPU s per million plays", Results.CPU_A_MILLION, 2, true),
                    new Column("wall s", figures -> figures.get(Figure.WALL_SECONDS), 1, true),
                    new Column("peak MiB", figures -> figures.get(Figure.PEAK_MIB), 0, false),
                    new Column("state B a stream", Results.STATE_A_STREAM, 1, false),
                    new Column(
                            "in the last checkpoint",
                            figures ->
                                    figures.get(Figure.CHECKPOINTED_STATE_BYTES)
                                            / figures.get(Figure.STREAMS),
                            1,
                            false),
                    new Column(
                            "checkpoints MiB per million plays",
                            Results.CHECKPOINTED_A_MILLION,
                            0,
                            false),
                    new Column(
                            "longest s",
                            figures -> figures.get(Figure.LONGEST_CHECKPOINT_MS) / 1000,
                            1,
                            false),
                    new Column("checkpoints", figures -> figures.get(Figure.CHECKPOINTS), 0, false),
                    new Column("dates per million plays", Results.DATES_A_MILLION, 0, false),
                    new Column("reviews per million plays", Results.REVIEWS_A_MILLION, 0, false),
                    new Column(
                            "% continued",
                            figures ->
                                    100
                                            * figures.get(Figure.REVIEWS_CONTINUED)
                                            / figures.get(Figure.REVIEWS),
                            0,
                            false),
                    new Column(
                            "CPU s per million contents", Results.CPU_A_MILLION_CONTENTS, 1, false),
                    new Column(
                            "disk B a content and task",
                            figures ->
                                    figures.get(Figure.CATALOGUE_DISK_BYTES)
                                            / figures.get(Figure.CONTENTS)
                                            / MeasuredJob.PARALLELISM,
                            0,
                            false),
                    new Column(
                            "plays a second sustained",
                            figures -> figures.get(Figure.SUSTAINED_RATE),
                            0,
                            true),
                    new Column("sent", figures -> figures.get(Figure.SENT_RATE), 0, true),
                    new Column(
                            "plays followed",
                            figures -> figures.get(Figure.FOLLOWED_PLAYS),
                            0,
                            false),
                    new Column(
                            "Kafka to reader p50 ms",
                            figures -> figures.get(Figure.LATENCY_P50_MS),
                            0,
                            true),
                    new Column(
                            "Kafka to reader p99 ms",
                            figures -> figures.get(Figure.LATENCY_P99_MS),
                            0,
                            true),
                    new Column(
                            "users told under load",
                            figures -> figures.get(Figure.USERS_TOLD_UNDER_LOAD),
                            0,
                            false),
                    new Column(
                            "telling s", figures -> figures.get(Figure.TELLING_SECONDS), 0, true),
                    new Column(
                            "usual checkpoint ms",
                            figures -> figures.get(Figure.USUAL_CHECKPOINT_MS),
                            0,
                            true),
                    new Column(
                            "longest usual",
                            figures -> figures.get(Figure.LONGEST_USUAL_CHECKPOINT_MS),
                            0,
                            true),
                    new Column(
                            "checkpoint meanwhile ms",
                            figures -> figures.get(Figure.TELLING_CHECKPOINT_MS),
                            0,
                            true),
                    new Column(
                            "longest meanwhile",
                            figures -> figures.get(Figure.LONGEST_TELLING_CHECKPOINT_MS),
                            0,
                            true),
                    new Column("users told per core second", Results.RANKED_A_SECOND, 0, false));

    private record Column(String title, Derived derived, int decimals, boolean spread) {}

    private Report() {}

    /** The table of one workload. */
    static String of(String round, Results results, Workload workload) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "### %,d plays of %,d users, %,d contents (%s)%n%n",
                        workload.plays(),
                        workload.users(),
                        workload.contents(),
                        round));
        List<String> objections = Honesty.objections(results, workload);
        if (!objections.isEmpty()) {
            text.append("**VOID:** ").append(String.join("; ", objections)).append(".\n\n");
        }
        List<String> unchecked = Honesty.unchecked(results);
        if (!unchecked.isEmpty()) {
            text.append(String.join(" and ", unchecked))
                    .append(" not held against key-and-drop, which did not run.\n\n");
        }
        table(results, text);
        targets(Targets.of(results), text);
        return text.toString();
    }

    /** What rounds say together; empty where they say nothing. */
    static String across(Map<String, Results> rounds) {
        StringBuilder text = new StringBuilder();
        targets(Targets.across(rounds), text);
        return text.toString();
    }

    private static void targets(List<Target> targets, StringBuilder text) {
        if (targets.isEmpty()) {
            return;
        }
        text.append("\n| target | limit | reached | |\n|---|---|---|---|\n");
        for (Target target : targets) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s %s | %s | %s |%n",
                            target.what(),
                            target.atMost() ? "at most" : "at least",
                            number(target.limit(), 2),
                            number(target.reached(), 2),
                            target.met() ? "met" : "**missed**"));
        }
    }

    private static void table(Results results, StringBuilder text) {
        List<Column> shown =
                COLUMNS.stream()
                        .filter(
                                column ->
                                        results.contestants().stream()
                                                .anyMatch(
                                                        contestant ->
                                                                results.median(
                                                                                contestant,
                                                                                column.derived())
                                                                        > 0))
                        .toList();
        List<String> titles = new ArrayList<>(List.of("contestant"));
        titles.add("to " + FIRST_THOUGHT);
        titles.add("to " + PLAIN_FOLD);
        shown.forEach(column -> titles.add(column.title()));
        row(titles, text);
        row(titles.stream().map(title -> "---").toList(), text);
        for (String contestant : results.contestants()) {
            List<String> cells = new ArrayList<>(List.of(contestant));
            for (String to : List.of(FIRST_THOUGHT, PLAIN_FOLD)) {
                cells.add(number(results.ratio(contestant, to, Results.CPU_A_MILLION), 2));
            }
            for (Column column : shown) {
                cells.add(cell(results.spread(contestant, column.derived()), column));
            }
            row(cells, text);
        }
    }

    private static void row(List<String> cells, StringBuilder text) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String cell(Spread spread, Column column) {
        String median = number(spread.median(), column.decimals());
        return column.spread() && spread.known() && spread.least() < spread.most()
                ? median
                        + " ("
                        + number(spread.least(), column.decimals())
                        + " to "
                        + number(spread.most(), column.decimals())
                        + ")"
                : median;
    }

    private static String number(double value, int decimals) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
                : "-";
    }
}
