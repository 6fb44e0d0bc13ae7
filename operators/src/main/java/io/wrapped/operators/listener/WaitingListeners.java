package io.wrapped.operators.listener;

import io.wrapped.operators.listener.WaitingTable.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a subtask whose review is outstanding, in the order in which that began, each
 * with the plays that came since its state was last written. A play that comes is put to its
 * listener together with others: of tens of thousands who wait hardly one is near the processor.
 */
final class WaitingListeners {
    /** What a listener costs besides plays, roughly: an object, slots. */
    private static final int OVERHEAD_BYTES = 120;

    /** So many plays are put to their listeners together. */
    private static final int TOGETHER = 64;

    private static final byte[] NOTHING = {};

    /** Keeps a run of a listener's plays, which may be empty. */
    @FunctionalInterface
    interface Saver {
        void save(String userId, byte[] plays) throws Exception;
    }

    private final WaitingTable listeners = new WaitingTable();
    private final LinkedHashMap<String, Long> hurried = new LinkedHashMap<>();
    private final BlockPool blocks = new BlockPool();
    private final byte version;
    private long bytes;

    // Plays that were not put to their listeners yet.
    private final String[] newUserIds = new String[TOGETHER];
    private final byte[][] newPlays = new byte[TOGETHER][];
    private final long[] newSince = new long[TOGETHER];
    private final @Nullable Waiting[] scratch = new Waiting[TOGETHER];
    private int newCount;

    /** Nobody asks for it: what fetching reads must lead somewhere, or it would not be read. */
    private int fetched;

    /**
     * @param version of the encoding of plays, which saved runs begin with
     */
    WaitingListeners(int version) {
        this.version = (byte) version;
    }

    /** Takes an encoded play in. */
    void add(String userId, byte[] play, long now) {
        newUserIds[newCount] = userId;
        newPlays[newCount] = play;
        newSince[newCount++] = now;
        if (newCount == TOGETHER) {
            putNew();
        }
    }

    private void putNew() {
        if (newCount == 0) {
            return;
        }
        fetched += listeners.fetch(newUserIds, newCount, scratch);
        for (int i = 0; i < newCount; i++) {
            blocks.append(waiting(newUserIds[i], newSince[i]), newPlays[i]);
            newPlays[i] = NOTHING;
        }
        newCount = 0;
    }

    /** A listener's review is outstanding, if it was not already. */
    void add(String userId, long now) {
        putNew();
        waiting(userId, now);
    }

    private Waiting waiting(String userId, long now) {
        Waiting waiting = listeners.get(userId);
        if (waiting == null) {
            waiting = listeners.put(userId, now);
            bytes += OVERHEAD_BYTES + userId.length();
        }
        return waiting;
    }

    private @Nullable Waiting known(String userId) {
        putNew();
        return listeners.get(userId);
    }

    /** Somebody waits to hear what becomes of a listener's plays. */
    void hurry(String userId, long now) {
        hurried.putIfAbsent(userId, now);
    }

    /** The listener who has waited longest, if since that moment or earlier; else null. */
    @Nullable String first(long sinceAtLatest) {
        if (listeners.isEmpty()) {
            putNew();
        }
        // Whose plays are new has waited no longer than anyone in the table.
        Waiting eldest = listeners.eldest();
        return eldest != null && eldest.since() <= sinceAtLatest ? eldest.userId() : null;
    }

    /**
     * Since when the one who has waited longest waits; {@link Long#MAX_VALUE} where nobody does.
     */
    long oldestSince() {
        if (listeners.isEmpty()) {
            putNew();
        }
        Waiting eldest = listeners.eldest();
        return eldest == null ? Long.MAX_VALUE : eldest.since();
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
        Waiting waiting = known(userId);
        if (waiting == null) {
            return NOTHING;
        }
        byte[] plays = new byte[waiting.size()];
        blocks.copy(waiting, plays, 0);
        blocks.clear(waiting);
        return plays;
    }

    /** Whether some of a listener's plays, or word of the outstanding review, were saved. */
    boolean isSaved(String userId) {
        Waiting waiting = known(userId);
        return waiting != null && waiting.saved();
    }

    /** Whether a listener's review is outstanding. */
    boolean isWaiting(String userId) {
        return known(userId) != null;
    }

    /** What was saved of a listener is gone again. */
    void forgetSaved(String userId) {
        Waiting waiting = known(userId);
        if (waiting != null) {
            waiting.setSaved(false);
        }
    }

    /** A listener's review is no longer outstanding. */
    void remove(String userId) {
        hurried.remove(userId);
        Waiting waiting = known(userId);
        if (waiting != null) {
            listeners.remove(waiting);
            blocks.clear(waiting);
            bytes -= OVERHEAD_BYTES + userId.length();
        }
    }

    /** Hands over what was not saved yet. */
    void save(Saver saver) throws Exception {
        putNew();
        for (Waiting waiting = listeners.eldest(); waiting != null; waiting = waiting.younger()) {
            if (!waiting.saved() || waiting.size() > 0) {
                byte[] run = new byte[1 + waiting.size()];
                run[0] = version;
                blocks.copy(waiting, run, 1);
                saver.save(waiting.userId(), run);
                blocks.clear(waiting);
                waiting.setSaved(true);
            }
        }
    }

    /** The listeners of whom nothing was saved, in the order in which they came. */
    List<String> unsaved() {
        putNew();
        List<String> userIds = new ArrayList<>();
        for (Waiting waiting = listeners.eldest(); waiting != null; waiting = waiting.younger()) {
            if (!waiting.saved()) {
                userIds.add(waiting.userId());
            }
        }
        return userIds;
    }

    /** Forgets all listeners, who must have been saved. */
    void clear() {
        putNew();
        for (Waiting waiting = listeners.eldest(); waiting != null; waiting = waiting.younger()) {
            if (waiting.size() > 0) {
                throw new IllegalStateException("plays that were not saved would be lost");
            }
        }
        listeners.clear();
        hurried.clear();
        bytes = 0;
    }

    /** How many wait. */
    int size() {
        putNew();
        return listeners.size();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return bytes + blocks.bytes();
    }
}
