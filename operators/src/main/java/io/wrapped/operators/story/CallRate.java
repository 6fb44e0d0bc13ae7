package io.wrapped.operators.story;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spaces calls evenly, without a thread that waits: whoever wants to call is told how long to wait
 * first, in the order of asking. Guava's limiter, and Flink's around it, block a thread for that.
 */
final class CallRate {
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private long next;

    /**
     * @param perSecond calls a second; 0: without limit
     * @param nanoClock as {@link System#nanoTime}
     */
    CallRate(double perSecond, LongSupplier nanoClock) {
        this.intervalNanos =
                perSecond == 0 ? 0 : (long) Math.ceil(TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.nanoClock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /** Takes the next free moment and says how far away it is. What is not used is not saved up. */
    synchronized Duration reserve() {
        if (intervalNanos == 0) {
            return Duration.ZERO;
        }
        long now = nanoClock.getAsLong();
        long moment = next - now > 0 ? next : now;
        next = moment + intervalNanos;
        return Duration.ofNanos(moment - now);
    }
}
