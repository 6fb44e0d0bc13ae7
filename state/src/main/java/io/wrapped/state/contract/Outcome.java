package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * What became of one record that an import sent; the sum of an import's outcomes is its report
 * (SPEC section 7). Identified by all but its version, so a repeated outcome counts once.
 *
 * @param partition where the record stands
 * @param offset where the record stands
 * @param reason of a DEAD_LETTER or a REPLAY_REFUSED
 * @param userId of TOLD and of replays
 * @param version of TOLD: store version of the review that was written; of BEGUN: the replay's
 *     token; of REPLAYED: how many dates changed
 * @param subtask of DONE: which one has told all of its users
 * @param subtasks of DONE: of how many
 */
public record Outcome(
        String importId,
        String topic,
        int partition,
        long offset,
        Result result,
        @Nullable String reason,
        @Nullable String userId,
        long version,
        int subtask,
        int subtasks) {

    /**
     * What a record can become. APPLIED is for profiles, exclusions and catalogue items; TOLD and
     * DONE are for triggers; BEGUN, REPLAYED and REPLAY_REFUSED are for replays.
     */
    public enum Result {
        STREAM,
        ERASED,
        TOO_SHORT,
        PRIVATE,
        DUPLICATE,
        DEAD_LETTER,
        APPLIED,
        TOLD,
        DONE,
        BEGUN,
        REPLAYED,
        REPLAY_REFUSED
    }

    /** What became of a play, profile, exclusion or catalogue record. */
    public static Outcome of(
            String importId,
            String topic,
            int partition,
            long offset,
            Result result,
            @Nullable String reason) {
        return new Outcome(importId, topic, partition, offset, result, reason, null, 0, 0, 0);
    }
}
