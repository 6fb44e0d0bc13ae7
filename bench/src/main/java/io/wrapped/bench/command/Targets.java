package io.wrapped.bench.command;

import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT;
import static io.wrapped.bench.contest.Contestants.LATENCY;
import static io.wrapped.bench.contest.Contestants.PLAIN_FOLD;
import static io.wrapped.bench.contest.Contestants.WRAPPED_CROWDED;
import static io.wrapped.bench.contest.Contestants.WRAPPED_FILE;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE;
import static io.wrapped.bench.contest.Contestants.YEAR_END;

import io.wrapped.bench.command.Results.Derived;
import io.wrapped.bench.measure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the wrapped job has set out to reach beside the others of the same table. */
final class Targets {
    private static final double STATE_AT_1000 = 16;
    private static final double STATE_AT_100 = 28;
    private static final double FEW_STREAMS = 300;
    private static final double LATENCY_P99_MS = 2_000;

    private Targets() {}

    /**
     * One target.
     *
     * @param reached what was measured
     * @param limit the most, or the least, that meets it
     */
    record Target(String what, double reached, double limit, boolean atMost) {
        boolean met() {
            return atMost ? reached <= limit : reached >= limit;
        }
    }

    /** Those that the results say something of. */
    static List<Target> of(Results results) {
        List<Target> targets = new ArrayList<>();
        ratio(
                targets,
                results,
                "CPU a play, without live reviews",
                WRAPPED_FILE,
                FIRST_THOUGHT,
                0.25);
        ratio(targets, results, "CPU a play, without live reviews", WRAPPED_FILE, PLAIN_FOLD, 6);
        ratio(targets, results, "CPU a play, kept current", WRAPPED_LIVE, FIRST_THOUGHT, 0.4);
        add(
                targets,
                WRAPPED_LIVE + ": reviews for each date with a stream",
                results.median(
                        WRAPPED_LIVE,
                        figures -> figures.get(Figure.REVIEWS) / figures.get(Figure.DATES)),
                1,
                false);
        Derived streamsAUser =
                figures -> figures.get(Figure.STREAMS) / figures.get(Figure.USERS_RANKED);
        boolean few = results.median(WRAPPED_FILE, streamsAUser) < FEW_STREAMS;
        add(
                targets,
                WRAPPED_FILE + ": bytes of state a stream",
                results.median(WRAPPED_FILE, Results.STATE_A_STREAM),
                few ? STATE_AT_100 : STATE_AT_1000,
                true);
        add(
                targets,
                "year's end: users told per core second, "
                        + WRAPPED_FILE
                        + " as a multiple of "
                        + FIRST_THOUGHT,
                results.ratio(WRAPPED_FILE, FIRST_THOUGHT, Results.RANKED_A_SECOND),
                5,
                false);
        add(
                targets,
                "bytes of checkpoints, " + WRAPPED_FILE + " as a multiple of " + FIRST_THOUGHT,
                results.ratio(WRAPPED_FILE, FIRST_THOUGHT, Results.CHECKPOINTED_A_MILLION),
                1,
                true);
        add(
                targets,
                "longest checkpoint, " + WRAPPED_FILE + " as a multiple of " + FIRST_THOUGHT,
                results.ratio(
                        WRAPPED_FILE,
                        FIRST_THOUGHT,
                        figures -> figures.get(Figure.LONGEST_CHECKPOINT_MS)),
                1,
                true);
        add(
                targets,
                "year's end under load: checkpoints meanwhile as a multiple of the usual ones",
                results.median(
                        YEAR_END,
                        figures ->
                                figures.get(Figure.TELLING_CHECKPOINT_MS)
                                        / figures.get(Figure.USUAL_CHECKPOINT_MS)),
                2,
                true);
        add(
                targets,
                "from Kafka to a reader of HBase, reviews at once: p99 in ms",
                results.median(LATENCY, figures -> figures.get(Figure.LATENCY_P99_MS)),
                LATENCY_P99_MS,
                true);
        return targets;
    }

    /** Those that compare rounds; the results by the rounds' names. */
    static List<Target> across(Map<String, Results> rounds) {
        List<Target> targets = new ArrayList<>();
        across(targets, rounds, WRAPPED_FILE, Plans.MANY_USERS, Plans.EVERYONE, 1.5);
        across(targets, rounds, WRAPPED_FILE, Plans.HEAVY_USER, Plans.FEW_USERS, 1);
        across(targets, rounds, WRAPPED_CROWDED, Plans.CROWDED, Plans.EVERYONE, 2);
        return targets;
    }

    /** A contestant in one round beside the product without live reviews in another one. */
    private static void across(
            List<Target> targets,
            Map<String, Results> rounds,
            String contestant,
            String round,
            String base,
            double most) {
        Results none = new Results();
        add(
                targets,
                contestant
                        + ": CPU a play, "
                        + round
                        + " as a multiple of "
                        + WRAPPED_FILE
                        + ", "
                        + base,
                rounds.getOrDefault(round, none).median(contestant, Results.CPU_A_MILLION)
                        / rounds.getOrDefault(base, none)
                                .median(WRAPPED_FILE, Results.CPU_A_MILLION),
                most,
                true);
    }

    private static void ratio(
            List<Target> targets,
            Results results,
            String what,
            String contestant,
            String to,
            double most) {
        add(
                targets,
                what + ", " + contestant + " as a multiple of " + to,
                results.ratio(contestant, to, Results.CPU_A_MILLION),
                most,
                true);
    }

    private static void add(
            List<Target> targets, String what, double reached, double limit, boolean atMost) {
        if (Double.isFinite(reached)) {
            targets.add(new Target(what, reached, limit, atMost));
        }
    }
}
