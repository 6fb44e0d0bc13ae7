package io.wrapped.operators.listener;

import io.wrapped.state.rollup.Items;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * The contents whose records came lately, so that most listeners need not be looked up item by item
 * to see that none of theirs changed. Knows all changes after a moment that moves on when there are
 * too many to remember.
 */
final class CatalogueChanges {
    private static final int MOST = 500_000;

    /** By hash of the uri, the place in the order of all records in which the last one came. */
    private final Long2LongMap changed = new Long2LongOpenHashMap();

    private long knownAfter = Long.MAX_VALUE;
    private long knownAfterCount;
    private long last = Long.MIN_VALUE;
    private long count;

    /**
     * From now on all changes are told.
     *
     * @param brokerTime all records up to then may have been missed, epoch milliseconds
     */
    void begin(long brokerTime) {
        knownAfter = brokerTime;
        knownAfterCount = count;
        changed.clear();
    }

    /** A record came. */
    void add(long contentHash, long changedAt) {
        last = Math.max(last, changedAt);
        count++;
        if (knownAfter == Long.MAX_VALUE) {
            knownAfterCount = count;
        } else if (changed.size() >= MOST) {
            begin(last);
        } else {
            changed.put(contentHash, count);
        }
    }

    /**
     * Whether a listener's live reviews may show an older record of an item.
     *
     * @param catalogueTime all records up to that broker time are in them
     */
    boolean mayConcern(Items items, long catalogueTime) {
        return catalogueTime < knownAfter || concern(items, knownAfterCount);
    }

    /** Whether the record of an item came, or may have come, since there were so many records. */
    boolean concern(Items items, long since) {
        if (since < knownAfterCount) {
            return true;
        }
        if (since == count) {
            return false;
        }
        for (int item = 0; item < items.size(); item++) {
            if (changed.get(items.contentHash(item)) > since) {
                return true;
            }
        }
        return false;
    }

    /** How many records have come since the task started. */
    long count() {
        return count;
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
