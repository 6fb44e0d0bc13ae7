package io.wrapped.operators.listener;

import io.wrapped.state.contract.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Outcomes that are told once nothing can undo them: when a checkpoint that has them is complete.
 */
final class DurableOutcomes {
    private final NavigableMap<Long, List<Outcome>> byCheckpoint = new TreeMap<>();
    private List<Outcome> latest = new ArrayList<>();

    void add(Outcome outcome) {
        latest.add(outcome);
    }

    /** A checkpoint holds all that came of it so far. */
    void checkpointBegins(long checkpointId) {
        if (!latest.isEmpty()) {
            byCheckpoint.put(checkpointId, latest);
            latest = new ArrayList<>();
        }
    }

    /** A checkpoint is complete; it holds what earlier ones do that came to nothing. */
    void checkpointComplete(long checkpointId, Consumer<Outcome> to) {
        NavigableMap<Long, List<Outcome>> durable = byCheckpoint.headMap(checkpointId, true);
        durable.values().forEach(outcomes -> outcomes.forEach(to));
        durable.clear();
    }
}
