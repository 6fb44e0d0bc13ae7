package io.wrapped.bench.source;

import org.jspecify.annotations.Nullable;

/**
 * How far the job in this process has read its plays: what is to happen on the way happens at the
 * same plays in each contestant, however long it takes for them.
 */
public final class PlaysRead {
    /** In one of two files: a minute of 14,000 plays a second. */
    private static final int EVERY = 420_000;

    private static volatile @Nullable Runnable action;

    private PlaysRead() {}

    /** Nothing happens until further notice. */
    public static void reset() {
        action = null;
    }

    /** Does something after every 420,000 plays of the first file, twice as many in all. */
    public static void every(Runnable then) {
        action = then;
    }

    /** So many plays of a file were read. */
    static void of(int file, long plays) {
        Runnable then = action;
        if (file == 0 && plays % EVERY == 0 && then != null) {
            then.run();
        }
    }
}
