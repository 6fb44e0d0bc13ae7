package io.wrapped.operators.listener;

import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Listeners who stay in memory between their reviews, as state holds them: whoever changes one
 * writes the change to state too. Those who come back most often are worth most. When it is full a
 * newcomer takes the place of one who was not reviewed for two days, or none: where more listeners
 * come round than fit, throwing out the one who waited longest would throw out everyone just before
 * the return.
 */
final class KeptListeners {
    // Who streams every day comes back within two, or a few intervals.
    private static final long LEAST_IDLE_MS = Duration.ofDays(2).toMillis();
    private static final int IDLE_INTERVALS = 4;

    /** A greater one stands for too many others. */
    private static final int LARGEST_SHARE = 4;

    private static final class Kept {
        private final LoadedListener listener;
        private long bytes;
        private long reviewedAt;

        Kept(LoadedListener listener) {
            this.listener = listener;
        }
    }

    /** Those reviewed longest ago come first. */
    private final Object2ObjectLinkedOpenHashMap<String, Kept> listeners =
            new Object2ObjectLinkedOpenHashMap<>();

    private final long maxBytes;
    private final long idleMs;
    private long bytes;

    /**
     * @param reviewIntervalMs how far reviews of a listener who streams lie apart, at least
     */
    KeptListeners(long maxBytes, long reviewIntervalMs) {
        this.maxBytes = maxBytes;
        idleMs = Math.max(LEAST_IDLE_MS, IDLE_INTERVALS * reviewIntervalMs);
    }

    /** A listener who is kept, else null. */
    @Nullable LoadedListener get(String userId) {
        Kept kept = listeners.get(userId);
        return kept == null ? null : kept.listener;
    }

    /** Whether one more of average size may be kept. */
    boolean hasRoom(long now) {
        return maxBytes > 0
                && (bytes + bytes / Math.max(1, listeners.size()) <= maxBytes || eldestIsIdle(now));
    }

    /** Whether a listener is kept, or may be. */
    boolean hasRoomFor(String userId, long now) {
        return listeners.containsKey(userId) || hasRoom(now);
    }

    private boolean eldestIsIdle(long now) {
        Kept eldest = listeners.isEmpty() ? null : listeners.get(listeners.firstKey());
        return eldest != null && eldest.reviewedAt + idleMs < now;
    }

    /** A listener was reviewed, and is kept from now on or goes on being kept. */
    void put(String userId, LoadedListener listener, long now) {
        Kept kept = listeners.getAndMoveToLast(userId);
        if (kept == null) {
            kept = new Kept(listener);
            listeners.putAndMoveToLast(userId, kept);
        }
        kept.reviewedAt = now;
        weigh(userId, now);
    }

    /**
     * What is held of a listener may have grown. Where that is too much those idle for longest go,
     * else the listener.
     */
    void weigh(String userId, long now) {
        Kept kept = listeners.get(userId);
        if (kept == null) {
            return;
        }
        long grown = kept.listener.trim() + userId.length();
        bytes += grown - kept.bytes;
        kept.bytes = grown;
        if (grown > maxBytes / LARGEST_SHARE) {
            remove(userId);
        }
        while (bytes > maxBytes && eldestIsIdle(now)) {
            remove(listeners.firstKey());
        }
        if (bytes > maxBytes) {
            remove(userId);
        }
    }

    void remove(String userId) {
        Kept kept = listeners.remove(userId);
        if (kept != null) {
            bytes -= kept.bytes;
        }
    }

    /** How many there are. */
    int size() {
        return listeners.size();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return bytes;
    }
}
