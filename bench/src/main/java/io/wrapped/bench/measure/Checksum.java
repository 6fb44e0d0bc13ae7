package io.wrapped.bench.measure;

import java.util.concurrent.atomic.AtomicLong;

/** A sum over entries that hangs on each of them, but not on their order. */
public final class Checksum {
    private final AtomicLong sum = new AtomicLong();

    /** Adds an entry of a user. */
    public void add(String userId, long... parts) {
        sum.addAndGet(of(userId, parts));
    }

    /**
     * Adds streams and milliseconds of a user and date; the sum is the same whether they are added
     * at once or stream by stream, and may be taken back by negative numbers.
     */
    public void addDate(String userId, long epochDay, long streams, long ms) {
        long date = of(userId, epochDay);
        sum.addAndGet(streams * date + ms * of(userId, ~epochDay));
    }

    /** Begins again. */
    public void reset() {
        sum.set(0);
    }

    /** The sum so far. */
    public long value() {
        return sum.get();
    }

    private static long of(String userId, long... parts) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < userId.length(); i++) {
            hash = (hash ^ userId.charAt(i)) * 0x100000001b3L;
        }
        for (long part : parts) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
