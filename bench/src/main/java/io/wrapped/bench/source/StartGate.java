package io.wrapped.bench.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds plays back until catalogue, profiles and triggers of the job in this process have been
 * read: a service has them in place long before. Also the moment at which the plays begin.
 */
public final class StartGate {
    /** What was read last is on its way for so long, at most. */
    private static final int ON_ITS_WAY_MS = 500;

    private static final AtomicInteger UNREAD = new AtomicInteger();
    private static volatile CompletableFuture<Void> opened = new CompletableFuture<>();
    private static volatile long playsBegan;

    private StartGate() {}

    /** Closes the gate for the next job. */
    public static void reset() {
        UNREAD.set(0);
        opened = new CompletableFuture<>();
        playsBegan = 0;
    }

    /** When the first play was read, as {@link System#nanoTime}. */
    public static long playsBegan() {
        return playsBegan;
    }

    /** Something has to be read first. */
    static void expect() {
        UNREAD.incrementAndGet();
    }

    /** It was read. */
    static void read() {
        if (UNREAD.decrementAndGet() == 0) {
            opened.completeOnTimeout(null, ON_ITS_WAY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Done when plays may begin. */
    static CompletableFuture<Void> open() {
        if (UNREAD.get() == 0) {
            opened.complete(null);
        }
        return opened;
    }

    /** Plays begin to be read, if none was before. */
    public static void begin() {
        if (playsBegan == 0) {
            playsBegan = System.nanoTime();
        }
    }
}
