package io.wrapped.jobs.cli.load;

import java.util.concurrent.TimeUnit;

/**
 * Does something at a rate a second. What could not be done in its time is done as soon as it can,
 * and is told when it should have been: who measures from then on does not overlook that others had
 * to wait.
 */
final class Paced {
    private static final long LEAST_SLEEP_NANOS = 1_000_000;

    /** What is done. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it once.
         *
         * @param since when it should have been done, or was, if that is earlier; of {@link
         *     System#nanoTime()}
         * @return whether there is more to do
         */
        boolean act(long since) throws Exception;
    }

    private Paced() {}

    /** Returns at the end, or when there is nothing more to do. */
    static void run(double rate, long startNanos, long endNanos, Action action) throws Exception {
        for (long n = 0; ; n++) {
            long due = startNanos + (long) (n * 1e9 / rate);
            long now = System.nanoTime();
            while (due - now > LEAST_SLEEP_NANOS && now < endNanos) {
                TimeUnit.NANOSECONDS.sleep(Math.min(due, endNanos) - now);
                now = System.nanoTime();
            }
            if (due >= endNanos || now >= endNanos || !action.act(Math.min(due, now))) {
                return;
            }
        }
    }
}
