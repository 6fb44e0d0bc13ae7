package io.wrapped.state.review;

/**
 * The time stamp that a stored cell carries: monotone per cell whatever is retried, restarted or
 * restored, so that an older write never hides a newer one.
 *
 * <p>The upper bits are the second at which the task that writes was started, the lower {@value
 * #COUNTER_BITS} the listener's own count of writes. A restart or an older savepoint rewinds the
 * count, but starts later. It is no wall-clock time: it only orders.
 */
public final class StoreVersion {
    static final int COUNTER_BITS = 28;

    private StoreVersion() {}

    /**
     * @param startedAt when the writing task started, epoch seconds
     * @param count the listener's count of writes, which may not exceed 2²⁸ within one start
     */
    public static long of(long startedAt, long count) {
        return startedAt << COUNTER_BITS | count & (1L << COUNTER_BITS) - 1;
    }
}
