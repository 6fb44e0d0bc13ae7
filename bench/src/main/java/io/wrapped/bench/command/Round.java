package io.wrapped.bench.command;

import io.wrapped.bench.contest.Contestants;
import io.wrapped.bench.workload.WorkloadSpec;
import java.util.List;
import java.util.Set;

/**
 * Contestants that take in the same listening.
 *
 * @param name what sets it apart from the other rounds
 * @param runs of each, in turn; see {@link #runsOf}
 */
record Round(String name, WorkloadSpec workload, List<String> contestants, int runs) {
    // They take seconds, and the others are measured by them.
    private static final Set<String> YARDSTICKS =
            Set.of(Contestants.PLAIN_FOLD, Contestants.KEY_AND_DROP);
    private static final int YARDSTICK_RUNS = 3;

    Round {
        contestants = List.copyOf(contestants);
    }

    /** How often a contestant runs: no ratio should hang on the noise of a short run. */
    int runsOf(String contestant) {
        return YARDSTICKS.contains(contestant) ? Math.max(runs, YARDSTICK_RUNS) : runs;
    }
}
