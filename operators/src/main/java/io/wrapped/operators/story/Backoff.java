package io.wrapped.operators.story;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failed attempt: doubling from the least to the most, less a random part
 * of up to a half so that many waiters do not return in one instant.
 */
final class Backoff {
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private final Duration least;
    private final Duration most;
    private final DoubleSupplier random;

    /**
     * @param random numbers in [0, 1)
     */
    Backoff(Duration least, Duration most, DoubleSupplier random) {
        this.least = least;
        this.most = most;
        this.random = random;
    }

    /**
     * @param failures attempts that failed so far, at least 1
     */
    Duration after(int failures) {
        int doublings = Math.min(failures - 1, 30);
        double full = Math.min((double) least.toMillis() * (1L << doublings), most.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - random.getAsDouble() / 2)));
    }

    /**
     * Never shorter than what the server asked for, unless that is more than an hour.
     *
     * @param askedFor the server's wish, if any
     */
    Duration after(int failures, @Nullable Duration askedFor) {
        Duration own = after(failures);
        if (askedFor == null || askedFor.compareTo(own) <= 0) {
            return own;
        }
        return askedFor.compareTo(LONGEST_ASKED_FOR) < 0 ? askedFor : LONGEST_ASKED_FOR;
    }
}
