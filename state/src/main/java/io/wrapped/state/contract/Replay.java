package io.wrapped.state.contract;

import java.util.List;

/**
 * A step of rebuilding what is kept of one user from plays that were kept elsewhere, while their
 * live plays flow on.
 *
 * @param replayId the same in all steps of one replay of one user, and in no other
 * @param number of PLAYS their place, from 0 on; of END how many of them there were
 * @param plays of PLAYS, in the order in which they came first
 * @param token of END: what the outcome of BEGIN told
 * @param forgetMissing of END: whether plays go that are counted now and were not replayed
 */
public record Replay(
        String userId,
        String replayId,
        Step step,
        int number,
        List<KeptPlay> plays,
        long token,
        boolean forgetMissing) {

    /** What to do. */
    public enum Step {
        /** State is built anew from now on, beside what holds. */
        BEGIN,
        /** Plays for it. */
        PLAYS,
        /** What was built takes the place of what holds. */
        END,
        /** What was built is forgotten. */
        ABANDON
    }

    public Replay {
        plays = List.copyOf(plays);
    }

    /** Begins one. */
    public static Replay begin(String userId, String replayId) {
        return new Replay(userId, replayId, Step.BEGIN, 0, List.of(), 0, false);
    }

    /** Hands plays over. */
    public static Replay plays(String userId, String replayId, int number, List<KeptPlay> plays) {
        return new Replay(userId, replayId, Step.PLAYS, number, plays, 0, false);
    }

    /** Ends one. */
    public static Replay end(
            String userId, String replayId, int batches, long token, boolean forgetMissing) {
        return new Replay(userId, replayId, Step.END, batches, List.of(), token, forgetMissing);
    }

    /** Gives one up. */
    public static Replay abandon(String userId, String replayId) {
        return new Replay(userId, replayId, Step.ABANDON, 0, List.of(), 0, false);
    }
}
