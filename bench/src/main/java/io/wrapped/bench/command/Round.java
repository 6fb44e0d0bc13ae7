package io.wrapped.bench.command;

import io.wrapped.bench.workload.WorkloadSpec;
import java.util.List;

/**
 * Contestants that take in the same listening.
 *
 * @param name what sets it apart from the other rounds
 * @param runs of each, in turn
 */
record Round(String name, WorkloadSpec workload, List<String> contestants, int runs) {
    Round {
        contestants = List.copyOf(contestants);
    }
}
