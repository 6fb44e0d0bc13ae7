package io.wrapped.bench.command;

import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT;
import static io.wrapped.bench.contest.Contestants.FIRST_THOUGHT_NIGHTLY;
import static io.wrapped.bench.contest.Contestants.FLINK_SQL;
import static io.wrapped.bench.contest.Contestants.KEY_AND_DROP;
import static io.wrapped.bench.contest.Contestants.LATENCY;
import static io.wrapped.bench.contest.Contestants.LATENCY_1_MIN;
import static io.wrapped.bench.contest.Contestants.PLAIN_FOLD;
import static io.wrapped.bench.contest.Contestants.WRAPPED_BACKLOG;
import static io.wrapped.bench.contest.Contestants.WRAPPED_CATALOGUE;
import static io.wrapped.bench.contest.Contestants.WRAPPED_CROWDED;
import static io.wrapped.bench.contest.Contestants.WRAPPED_FILE;
import static io.wrapped.bench.contest.Contestants.WRAPPED_KAFKA;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE_10_MIN;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE_1_H;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE_24_H;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE_6_H;
import static io.wrapped.bench.contest.Contestants.WRAPPED_LIVE_SHIPPED;
import static io.wrapped.bench.contest.Contestants.WRAPPED_ON_TIME;
import static io.wrapped.bench.contest.Contestants.YEAR_END;

import io.wrapped.bench.workload.WorkloadSpec;
import java.util.List;

/** What is run when nothing else is asked for. */
final class Plans {
    private static final int STREAMS_A_USER = 1_000;
    private static final long QUICK_PLAYS = 500_000;
    private static final long PLAYS = 2_000_000;
    private static final long MANY_PLAYS = 10_000_000;
    private static final int FULL_RUNS = 3;
    private static final int LARGEST_CATALOGUE = 10_000_000;

    static final String EVERYONE = "everyone";
    static final String LITTLE_REVIEW_MEMORY = "as much memory for listeners as is shipped";
    static final String NIGHTLY = "the first thought with reviews";
    static final String MANY_USERS = "ten times the users";
    static final String FEW_USERS = "few users";
    static final String HEAVY_USER = "half of the plays by one user";
    static final String CROWDED = "state twenty times larger than its memory";
    static final String INTERVALS = "other intervals between reviews";
    static final String KAFKA_TO_HBASE = "from Kafka to HBase";
    static final String UNDER_LOAD = "everyone told while plays flow";
    static final String LARGE_CATALOGUE = "ten million contents";

    private static final List<String> FEW =
            List.of(PLAIN_FOLD, KEY_AND_DROP, FIRST_THOUGHT, WRAPPED_FILE, WRAPPED_LIVE);
    private static final List<String> ALL =
            List.of(
                    PLAIN_FOLD,
                    KEY_AND_DROP,
                    FIRST_THOUGHT,
                    FLINK_SQL,
                    WRAPPED_FILE,
                    WRAPPED_ON_TIME,
                    WRAPPED_BACKLOG,
                    WRAPPED_LIVE,
                    WRAPPED_KAFKA);
    private static final List<String> OURS =
            List.of(
                    PLAIN_FOLD,
                    KEY_AND_DROP,
                    WRAPPED_FILE,
                    WRAPPED_ON_TIME,
                    WRAPPED_BACKLOG,
                    WRAPPED_LIVE,
                    WRAPPED_CATALOGUE);
    private static final int MANY_USERS_MORE = 10;

    private Plans() {}

    /** Few plays, the contestants that matter most. */
    static List<Round> quick() {
        return List.of(new Round("quick", workload(QUICK_PLAYS), FEW, 1));
    }

    /** Everyone on few plays, the product on many. */
    static List<Round> usual() {
        return List.of(
                new Round(EVERYONE, workload(PLAYS), ALL, 1),
                new Round("many plays", workload(MANY_PLAYS), OURS, 1),
                new Round(KAFKA_TO_HBASE, workload(PLAYS), List.of(LATENCY), 1),
                new Round(UNDER_LOAD, manyUsers(), List.of(YEAR_END), 1));
    }

    /** Everyone on many plays, medians of several runs, then what grows. */
    static List<Round> full() {
        WorkloadSpec many = workload(MANY_PLAYS);
        return List.of(
                new Round(EVERYONE, many, ALL, FULL_RUNS),
                new Round(LITTLE_REVIEW_MEMORY, many, List.of(WRAPPED_LIVE_SHIPPED), 1),
                new Round(
                        NIGHTLY, workload(PLAYS), List.of(FIRST_THOUGHT, FIRST_THOUGHT_NIGHTLY), 1),
                new Round(
                        MANY_USERS,
                        manyUsers(),
                        List.of(PLAIN_FOLD, KEY_AND_DROP, FIRST_THOUGHT, WRAPPED_FILE),
                        1),
                new Round(
                        CROWDED,
                        contents(workload(3 * MANY_PLAYS), many.catalogue()),
                        List.of(WRAPPED_CROWDED),
                        1),
                new Round(FEW_USERS, workload(PLAYS), List.of(PLAIN_FOLD, WRAPPED_FILE), FULL_RUNS),
                new Round(
                        HEAVY_USER,
                        heavy(workload(PLAYS / 2), Math.toIntExact(PLAYS / 2)),
                        List.of(PLAIN_FOLD, WRAPPED_FILE),
                        FULL_RUNS),
                new Round(
                        LARGE_CATALOGUE,
                        contents(workload(PLAYS / 2), LARGEST_CATALOGUE),
                        List.of(WRAPPED_CATALOGUE),
                        1),
                new Round(
                        INTERVALS,
                        workload(PLAYS),
                        List.of(
                                WRAPPED_FILE,
                                WRAPPED_BACKLOG,
                                WRAPPED_LIVE_10_MIN,
                                WRAPPED_LIVE_1_H,
                                WRAPPED_LIVE_6_H,
                                WRAPPED_LIVE,
                                WRAPPED_LIVE_24_H),
                        1),
                new Round(
                        KAFKA_TO_HBASE,
                        workload(PLAYS),
                        List.of(LATENCY, LATENCY_1_MIN),
                        FULL_RUNS),
                new Round(UNDER_LOAD, manyUsers(), List.of(YEAR_END), FULL_RUNS));
    }

    private static WorkloadSpec manyUsers() {
        return WorkloadSpec.of(MANY_USERS_MORE * workload(MANY_PLAYS).users(), MANY_PLAYS);
    }

    private static WorkloadSpec heavy(WorkloadSpec spec, int heaviest) {
        return new WorkloadSpec(
                spec.users(),
                spec.plays(),
                heaviest,
                spec.catalogue(),
                spec.skew(),
                spec.sigma(),
                spec.seed());
    }

    private static WorkloadSpec contents(WorkloadSpec spec, int catalogue) {
        return new WorkloadSpec(
                spec.users(),
                spec.plays(),
                spec.heaviest(),
                catalogue,
                spec.skew(),
                spec.sigma(),
                spec.seed());
    }

    static WorkloadSpec workload(long plays) {
        return WorkloadSpec.of(Math.toIntExact(Math.max(1, plays / STREAMS_A_USER)), plays);
    }
}
