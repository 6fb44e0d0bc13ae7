package io.wrapped.state.contract;

/**
 * A listener's wish that something does not count, or counts again (SPEC sections 1 and 2).
 *
 * @param changedAt epoch milliseconds; of records for one target the greatest wins, then the last
 *     read
 */
public record Exclusion(
        String userId, Target target, String targetId, boolean excluded, long changedAt) {

    /** What an exclusion names. */
    public enum Target {
        TRACK,
        ARTIST,
        SHOW,
        CONTEXT
    }
}
