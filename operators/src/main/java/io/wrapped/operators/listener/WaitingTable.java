package io.wrapped.operators.listener;

import org.jspecify.annotations.Nullable;

/**
 * Waiting listeners by user id: an open-addressing table of nothing but references, since each
 * further place that a look-up visits is one more wait for memory, and there is a look-up for every
 * play. Who was put in stays in order, the eldest first.
 */
final class WaitingTable {
    private static final int LEAST_SLOTS = 1 << 10;

    /** A listener who waits, with the plays. */
    static final class Waiting extends BlockPool.Sequence {
        private final String userId;
        private final int hash;
        private final long since;
        private boolean saved;

        // Who came before and after.
        private @Nullable Waiting elder;
        private @Nullable Waiting younger;

        private Waiting(String userId, long since) {
            this.userId = userId;
            this.hash = userId.hashCode();
            this.since = since;
        }

        String userId() {
            return userId;
        }

        /** When the listener was put in. */
        long since() {
            return since;
        }

        /** Whether some plays, or word of the outstanding review, were saved. */
        boolean saved() {
            return saved;
        }

        void setSaved(boolean newSaved) {
            saved = newSaved;
        }

        @Nullable Waiting younger() {
            return younger;
        }

        private boolean isOf(String otherId, int otherHash) {
            return hash == otherHash && userId.equals(otherId);
        }
    }

    private @Nullable Waiting[] slots = new Waiting[LEAST_SLOTS];
    private int mask = LEAST_SLOTS - 1;
    private int size;
    private @Nullable Waiting eldest;
    private @Nullable Waiting youngest;

    /** Who was put in first, null where nobody waits. */
    @Nullable Waiting eldest() {
        return eldest;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The listener if waiting, else null. */
    @Nullable Waiting get(String userId) {
        return slots[slot(userId, userId.hashCode())];
    }

    /**
     * The memory that looking up some users will wait for is fetched for all of them at a time: in
     * loops over the places that a look-up visits one after another, none of whose steps hangs on
     * the one before.
     *
     * @param scratch of that size at least; left empty
     * @return of no meaning; what nothing hangs on need not be read
     */
    int fetch(String[] userIds, int count, @Nullable Waiting[] scratch) {
        int read = 0;
        for (int i = 0; i < count; i++) {
            scratch[i] = slots[home(userIds[i].hashCode())];
        }
        for (int i = 0; i < count; i++) {
            Waiting waiting = scratch[i];
            read += waiting == null ? 0 : waiting.hash;
        }
        for (int i = 0; i < count; i++) {
            Waiting waiting = scratch[i];
            read += waiting == null ? 0 : waiting.userId.length();
            scratch[i] = null;
        }
        return read;
    }

    /** Puts in a listener who was not waiting. */
    Waiting put(String userId, long since) {
        if (2 * size >= slots.length) {
            grow();
        }
        Waiting waiting = new Waiting(userId, since);
        slots[slot(userId, waiting.hash)] = waiting;
        size++;
        if (youngest == null) {
            eldest = waiting;
        } else {
            youngest.younger = waiting;
            waiting.elder = youngest;
        }
        youngest = waiting;
        return waiting;
    }

    /** Takes a listener out. */
    void remove(Waiting waiting) {
        Waiting elder = waiting.elder;
        Waiting younger = waiting.younger;
        if (elder == null) {
            eldest = younger;
        } else {
            elder.younger = younger;
        }
        if (younger == null) {
            youngest = elder;
        } else {
            younger.elder = elder;
        }
        // So that who is gone holds nobody else.
        waiting.elder = null;
        waiting.younger = null;
        size--;
        closeGap(slot(waiting.userId, waiting.hash));
    }

    /** So that a look-up may stop at the first free slot. */
    private void closeGap(int removed) {
        int gap = removed;
        int slot = gap + 1 & mask;
        for (Waiting held; (held = slots[slot]) != null; slot = slot + 1 & mask) {
            boolean mayMove = (slot - home(held.hash) & mask) >= (slot - gap & mask);
            if (mayMove) {
                slots[gap] = held;
                gap = slot;
            }
        }
        slots[gap] = null;
    }

    void clear() {
        slots = new Waiting[LEAST_SLOTS];
        mask = LEAST_SLOTS - 1;
        size = 0;
        eldest = null;
        youngest = null;
    }

    /** The slot of a listener, else the free one where the listener belongs. */
    private int slot(String userId, int hash) {
        int slot = home(hash);
        for (Waiting held; (held = slots[slot]) != null; slot = slot + 1 & mask) {
            if (held.isOf(userId, hash)) {
                return slot;
            }
        }
        return slot;
    }

    private int home(int hash) {
        // Ids in sequence have hashes in sequence: 2^32 over the golden ratio spreads them (Knuth,
        // TAOCP 6.4).
        int spread = hash * 0x9E37_79B9;
        return (spread ^ spread >>> 16) & mask;
    }

    private void grow() {
        slots = new Waiting[slots.length * 2];
        mask = slots.length - 1;
        for (Waiting held = eldest; held != null; held = held.younger) {
            slots[slot(held.userId, held.hash)] = held;
        }
    }
}
