package io.wrapped.bench.measure;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * When the sinks of the job in this process have seen the end of their input. What follows is the
 * wait for a last checkpoint.
 */
public final class EndOfWork {
    private static final AtomicInteger OPEN = new AtomicInteger();
    private static volatile long lastNanos;
    private static volatile @Nullable Runnable action;

    private EndOfWork() {}

    static void reset() {
        OPEN.set(0);
        lastNanos = 0;
        action = null;
    }

    /** A sink will say when its input has ended. */
    public static void expect() {
        OPEN.incrementAndGet();
    }

    /** A sink's input has ended. */
    public static void reached() {
        lastNanos = System.nanoTime();
        Runnable then = action;
        if (OPEN.decrementAndGet() == 0 && then != null) {
            then.run();
        }
    }

    static void whenReached(Runnable then) {
        action = then;
    }

    static long lastNanos() {
        return lastNanos;
    }
}
