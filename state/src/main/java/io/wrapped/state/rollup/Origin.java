package io.wrapped.state.rollup;

import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import org.jspecify.annotations.Nullable;

/** Where a record that an import sent stands, so that its outcome can be told to that import. */
public record Origin(String importId, String topic, int partition, long offset) {

    /** The outcome of that record. */
    public Outcome outcome(Result result, @Nullable String reason) {
        return Outcome.of(importId, topic, partition, offset, result, reason);
    }

    /** The outcome of a trigger for one user. */
    public Outcome told(String userId, long version) {
        return new Outcome(
                importId, topic, partition, offset, Result.TOLD, null, userId, version, 0, 0);
    }

    /** The outcome of a replay's step for its user. */
    public Outcome replay(String userId, Result result, @Nullable String reason, long number) {
        return new Outcome(
                importId, topic, partition, offset, result, reason, userId, number, 0, 0);
    }

    /** The outcome of a trigger in one subtask. */
    public Outcome done(int subtask, int subtasks) {
        return new Outcome(
                importId, topic, partition, offset, Result.DONE, null, null, 0, subtask, subtasks);
    }
}
