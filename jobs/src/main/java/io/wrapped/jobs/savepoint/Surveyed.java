package io.wrapped.jobs.savepoint;

/**
 * What becomes of one listener, or what some of them come to.
 *
 * @param userId empty for what some come to
 * @param changed the dates that differ, as days since 1970-01-01
 * @param refusal why the listener cannot be patched, else empty
 * @param users how many there are
 * @param digest sum of those of all of them
 */
public record Surveyed(String userId, int[] changed, String refusal, long users, long digest) {
    private static final int[] NONE = {};

    static Surveyed changed(String userId, int[] changed) {
        return new Surveyed(userId, changed, "", 0, 0);
    }

    static Surveyed refused(String userId, String refusal) {
        return new Surveyed(userId, NONE, refusal, 0, 0);
    }

    static Surveyed all(long users, long digest) {
        return new Surveyed("", NONE, "", users, digest);
    }
}
