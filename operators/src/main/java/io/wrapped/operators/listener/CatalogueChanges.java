package io.wrapped.operators.listener;

import io.wrapped.state.rollup.Items;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;

/**
 * The contents whose records came lately, so that most listeners need not be looked up item by item
 * to see that none of theirs changed. Knows all changes after a moment that moves on when there are
 * too many to remember.
 */
final class CatalogueChanges {
    private static final int MOST = 500_000;

    private final LongSet changed = new LongOpenHashSet();
    private long knownAfter = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * From now on all changes are told.
     *
     * @param brokerTime all records up to then may have been missed, epoch milliseconds
     */
    void begin(long brokerTime) {
        knownAfter = brokerTime;
        changed.clear();
    }

    /** A record came. */
    void add(long contentHash, long changedAt) {
        last = Math.max(last, changedAt);
        if (knownAfter == Long.MAX_VALUE) {
            return;
        }
        if (changed.size() >= MOST) {
            begin(last);
        } else {
            changed.add(contentHash);
        }
    }

    /**
     * Whether a listener's live reviews may show an older record of an item.
     *
     * @param catalogueTime all records up to that broker time are in them
     */
    boolean mayConcern(Items items, long catalogueTime) {
        if (catalogueTime < knownAfter) {
            return true;
        }
        for (int item = 0; item < items.size(); item++) {
            if (changed.contains(items.contentHash(item))) {
                return true;
            }
        }
        return false;
    }

    /** All changes after that broker time are remembered. */
    long knownAfter() {
        return knownAfter;
    }

    /** When the broker was given the newest record, epoch milliseconds. */
    long last() {
        return last;
    }
}
