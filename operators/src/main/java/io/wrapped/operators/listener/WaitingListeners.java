package io.wrapped.operators.listener;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a subtask whose review is outstanding, in the order in which that began, each
 * with the plays that came since its state was last written.
 */
final class WaitingListeners {
    /** What a listener costs besides plays, roughly: objects, entries of maps. */
    private static final int OVERHEAD_BYTES = 200;

    private static final byte[] NOTHING = {};

    private static final class Waiting {
        private final long since;
        private final BlockPool.Sequence plays = new BlockPool.Sequence();
        private boolean saved;

        Waiting(long since) {
            this.since = since;
        }
    }

    /** Keeps a run of a listener's plays, which may be empty. */
    @FunctionalInterface
    interface Saver {
        void save(String userId, byte[] plays) throws Exception;
    }

    private final LinkedHashMap<String, Waiting> listeners = new LinkedHashMap<>();
    private final LinkedHashMap<String, Long> hurried = new LinkedHashMap<>();
    private final BlockPool blocks = new BlockPool();
    private final byte version;
    private long bytes;

    /**
     * @param version of the encoding of plays, which saved runs begin with
     */
    WaitingListeners(int version) {
        this.version = (byte) version;
    }

    /** Takes an encoded play in. */
    void add(String userId, byte[] play, long now) {
        blocks.append(add(userId, now).plays, play);
    }

    /** A listener's review is outstanding, if it was not already. */
    Waiting add(String userId, long now) {
        Waiting waiting = listeners.get(userId);
        if (waiting == null) {
            waiting = new Waiting(now);
            listeners.put(userId, waiting);
            bytes += OVERHEAD_BYTES + userId.length();
        }
        return waiting;
    }

    /** Somebody waits to hear what becomes of a listener's plays. */
    void hurry(String userId, long now) {
        hurried.putIfAbsent(userId, now);
    }

    /** The listener who has waited longest, if since that moment or earlier; else null. */
    @Nullable String first(long sinceAtLatest) {
        if (listeners.isEmpty()) {
            return null;
        }
        Map.Entry<String, Waiting> eldest = listeners.entrySet().iterator().next();
        return eldest.getValue().since <= sinceAtLatest ? eldest.getKey() : null;
    }

    /** The hurried listener who has waited longest, if since that moment or earlier; else null. */
    @Nullable String firstHurried(long sinceAtLatest) {
        if (hurried.isEmpty()) {
            return null;
        }
        Map.Entry<String, Long> eldest = hurried.entrySet().iterator().next();
        return eldest.getValue() <= sinceAtLatest ? eldest.getKey() : null;
    }

    /** Hands over a listener's plays; the review stays outstanding. */
    byte[] takePlays(String userId) {
        hurried.remove(userId);
        Waiting waiting = listeners.get(userId);
        return waiting == null ? NOTHING : takePlays(waiting);
    }

    private byte[] takePlays(Waiting waiting) {
        byte[] plays = new byte[waiting.plays.size()];
        blocks.copy(waiting.plays, plays, 0);
        blocks.clear(waiting.plays);
        return plays;
    }

    /** Whether some of a listener's plays, or word of the outstanding review, were saved. */
    boolean isSaved(String userId) {
        Waiting waiting = listeners.get(userId);
        return waiting != null && waiting.saved;
    }

    /** Whether a listener's review is outstanding. */
    boolean isWaiting(String userId) {
        return listeners.containsKey(userId);
    }

    /** What was saved of a listener is gone again. */
    void forgetSaved(String userId) {
        Waiting waiting = listeners.get(userId);
        if (waiting != null) {
            waiting.saved = false;
        }
    }

    /** A listener's review is no longer outstanding. */
    void remove(String userId) {
        hurried.remove(userId);
        Waiting waiting = listeners.remove(userId);
        if (waiting != null) {
            blocks.clear(waiting.plays);
            bytes -= OVERHEAD_BYTES + userId.length();
        }
    }

    /** Hands over what was not saved yet. */
    void save(Saver saver) throws Exception {
        for (Map.Entry<String, Waiting> listener : listeners.entrySet()) {
            Waiting waiting = listener.getValue();
            if (!waiting.saved || waiting.plays.size() > 0) {
                byte[] run = new byte[1 + waiting.plays.size()];
                run[0] = version;
                blocks.copy(waiting.plays, run, 1);
                saver.save(listener.getKey(), run);
                blocks.clear(waiting.plays);
                waiting.saved = true;
            }
        }
    }

    /** Forgets all listeners, who must have been saved. */
    void clear() {
        for (Iterator<Waiting> each = listeners.values().iterator(); each.hasNext(); ) {
            if (each.next().plays.size() > 0) {
                throw new IllegalStateException("plays that were not saved would be lost");
            }
        }
        listeners.clear();
        hurried.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return bytes + blocks.bytes();
    }
}
