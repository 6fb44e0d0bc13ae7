package io.wrapped.bench.command;

import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT;
import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT_NIGHTLY;
import static io.wrapped.bench.contest.Contestants.FLINK_SQL;
import static io.wrapped.bench.contest.Contestants.KEY_AND_DROP;
import static io.wrapped.bench.contest.Contestants.PLAIN_FOLD;
import static io.wrapped.bench.contest.Contestants.WRAPPED_FILE;
import static io.wrapped.bench.contest.Contestants.WRAPPED_KAFKA;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE;

import io.wrapped.bench.workload.WorkloadSpec;
import java.util.List;

/** What is run when nothing else is asked for. */
final class Plans {
    private static final int STREAMS_A_USER = 1_000;
    private static final long QUICK_PLAYS = 500_000;
    private static final long PLAYS = 2_000_000;
    private static final long MANY_PLAYS = 10_000_000;
    private static final int FULL_RUNS = 3;

    private static final List<String> FEW =
            List.of(PLAIN_FOLD, KEY_AND_DROP, FIRST_THOUGHT, WRAPPED_FILE, WRAPPED_LIVE);
    private static final List<String> ALL =
            List.of(
                    PLAIN_FOLD,
                    KEY_AND_DROP,
                    FIRST_THOUGHT,
                    FIRST_THOUGHT_NIGHTLY,
                    FLINK_SQL,
                    WRAPPED_FILE,
                    WRAPPED_LIVE,
                    WRAPPED_KAFKA);
    private static final List<String> OURS =
            List.of(PLAIN_FOLD, KEY_AND_DROP, WRAPPED_FILE, WRAPPED_LIVE);

    private Plans() {}

    /** About three minutes. */
    static List<Round> quick() {
        return List.of(new Round(workload(QUICK_PLAYS), FEW, 1));
    }

    /** About twenty minutes: everyone on few plays, the product on many. */
    static List<Round> usual() {
        return List.of(
                new Round(workload(PLAYS), ALL, 1), new Round(workload(MANY_PLAYS), OURS, 1));
    }

    /** Hours: everyone on many plays, medians of several runs. */
    static List<Round> full() {
        return List.of(
                new Round(workload(MANY_PLAYS), ALL, FULL_RUNS),
                new Round(
                        WorkloadSpec.of(
                                Math.toIntExact(10 * MANY_PLAYS / STREAMS_A_USER), MANY_PLAYS),
                        FEW,
                        1));
    }

    static WorkloadSpec workload(long plays) {
        return WorkloadSpec.of(Math.toIntExact(Math.max(1, plays / STREAMS_A_USER)), plays);
    }
}
