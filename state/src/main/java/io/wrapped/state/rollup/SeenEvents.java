package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Arrays;

/**
 * The memory of counted events, exact at any distance: their hashes, spread over buckets by their
 * highest bits. Buckets double when they hold more than {@value #PER_BUCKET} on average, so that
 * one more event rewrites little however many there are.
 */
final class SeenEvents {
    static final int PER_BUCKET = 64;

    private final Listener listener;
    private final RollupStore store;
    private final Int2ObjectMap<LongSet> loaded = new Int2ObjectOpenHashMap<>();
    private final IntSet changedBuckets = new IntOpenHashSet();
    private int buckets;
    private int events;

    SeenEvents(Listener listener, RollupStore store) {
        this.listener = listener;
        this.store = store;
        this.buckets = listener.seenBuckets();
        this.events = listener.seenEvents();
    }

    /** Remembers an event; false when it was remembered before. */
    boolean add(long hash) {
        int bucket = bucketOf(hash, buckets);
        if (!bucket(bucket).add(hash)) {
            return false;
        }
        changedBuckets.add(bucket);
        events++;
        if (events > buckets * PER_BUCKET) {
            doubleBuckets();
        }
        return true;
    }

    /** Writes changed buckets back. */
    void flush() {
        for (int bucket : changedBuckets) {
            long[] hashes = bucket(bucket).toLongArray();
            Arrays.sort(hashes);
            store.putSeen(bucket, hashes);
        }
        changedBuckets.clear();
        listener.setSeen(events, buckets);
    }

    private void doubleBuckets() {
        LongSet all = new LongOpenHashSet(events);
        for (int bucket = 0; bucket < buckets; bucket++) {
            all.addAll(bucket(bucket));
        }
        buckets *= 2;
        loaded.clear();
        for (int bucket = 0; bucket < buckets; bucket++) {
            loaded.put(bucket, new LongOpenHashSet());
            changedBuckets.add(bucket);
        }
        all.forEach(hash -> bucket(bucketOf(hash, buckets)).add(hash));
    }

    private LongSet bucket(int bucket) {
        LongSet hashes = loaded.get(bucket);
        if (hashes == null) {
            long[] stored = store.seen(bucket);
            hashes = stored == null ? new LongOpenHashSet() : new LongOpenHashSet(stored);
            loaded.put(bucket, hashes);
        }
        return hashes;
    }

    private static int bucketOf(long hash, int buckets) {
        return buckets == 1
                ? 0
                : (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(buckets)));
    }
}
