package io.wrapped.operators.listener;

/** Spreads what happens to each listener once in an interval evenly over that interval. */
final class Pace {
    private Pace() {}

    /**
     * The next moment of a listener after now: the same for all calls until then, so that asking
     * again changes nothing, and a different one for most other listeners.
     *
     * @param interval milliseconds, at least 1
     */
    static long next(String userId, long interval, long now) {
        long phase = Math.floorMod(mix(userId.hashCode()), interval);
        return now - Math.floorMod(now - phase, interval) + interval;
    }

    private static long mix(int hash) {
        // Fibonacci hashing: similar ids come to lie far apart.
        return hash * 0x9E3779B97F4A7C15L >>> 16;
    }
}
