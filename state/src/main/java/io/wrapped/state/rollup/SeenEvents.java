package io.wrapped.state.rollup;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * The memory of counted events, exact at any distance: their hashes. The recent ones lie open; the
 * settled ones lie in buckets by their highest bits, which double in number when they hold more
 * than {@value #PER_BUCKET} on average.
 */
final class SeenEvents {
    static final int PER_BUCKET = 1024;

    // Of some 60,000 events: read again and again they would cost more than all of a review.
    private static final int MOST_LOADED = 64;

    private static final int SET_BYTES_A_HASH = 16;

    private final Listener listener;
    private final RollupStore store;
    private final Int2ObjectMap<HashBucket> loaded = new Int2ObjectOpenHashMap<>(2);
    private final LongOpenHashSet recent;

    SeenEvents(Listener listener, RollupStore store, LongArrayList recent) {
        this.listener = listener;
        this.store = store;
        this.recent = new LongOpenHashSet(recent);
    }

    /** Remembers an event; false when it was remembered before. */
    boolean add(long hash) {
        if (listener.settledEvents() > 0
                && bucket(bucketOf(hash, listener.seenBuckets())).contains(hash)) {
            return false;
        }
        return recent.add(hash);
    }

    /** Whether an event is remembered. */
    boolean contains(long hash) {
        return recent.contains(hash)
                || listener.settledEvents() > 0
                        && bucket(bucketOf(hash, listener.seenBuckets())).contains(hash);
    }

    /** The hashes of all that is remembered, in no order. */
    long[] all() {
        return withAllSettled(recent.toLongArray());
    }

    /** Moves the recent events into their buckets. */
    void settle() {
        int events = listener.settledEvents() + recent.size();
        int buckets = listener.seenBuckets();
        long[] moving = recent.toLongArray();
        if (events > (long) buckets * PER_BUCKET) {
            moving = withAllSettled(moving);
            while (events > (long) buckets * PER_BUCKET) {
                buckets *= 2;
            }
            loaded.clear();
            // Every bucket is written anew: more hashes than buckets, evenly spread.
            write(moving, buckets, false);
        } else {
            write(moving, buckets, true);
        }
        listener.setSettledEvents(events, buckets);
        recent.clear();
        recent.trim();
    }

    private long[] withAllSettled(long[] moving) {
        LongArrayList all = new LongArrayList(moving);
        for (int bucket = 0; listener.settledEvents() > 0 && bucket < listener.seenBuckets(); ) {
            all.addElements(all.size(), bucket(bucket++).hashes());
        }
        return all.toLongArray();
    }

    private void write(long[] hashes, int buckets, boolean keepSettled) {
        HashBucket.sortUnsigned(hashes);
        for (int from = 0, to; from < hashes.length; from = to) {
            int bucket = bucketOf(hashes[from], buckets);
            to = from;
            while (to < hashes.length && bucketOf(hashes[to], buckets) == bucket) {
                to++;
            }
            HashBucket settled =
                    keepSettled && listener.settledEvents() > 0 ? bucket(bucket) : HashBucket.EMPTY;
            byte[] encoded = HashBucket.encode(settled.with(hashes, from, to));
            loaded.put(bucket, HashBucket.of(encoded));
            store.put(RollupStore.Part.SEEN, bucket, encoded);
        }
    }

    private HashBucket bucket(int bucket) {
        HashBucket hashes = loaded.get(bucket);
        if (hashes == null) {
            byte[] stored = store.get(RollupStore.Part.SEEN, bucket);
            hashes = stored == null ? HashBucket.EMPTY : HashBucket.of(stored);
            loaded.put(bucket, hashes);
        }
        return hashes;
    }

    /** Lets go of buckets, if there are many; returns bytes of memory, roughly. */
    long trim() {
        if (loaded.size() > MOST_LOADED) {
            loaded.clear();
        }
        long bytes = (long) SET_BYTES_A_HASH * recent.size();
        for (HashBucket bucket : loaded.values()) {
            bytes += bucket.bytes();
        }
        return bytes;
    }

    private static int bucketOf(long hash, int buckets) {
        return buckets == 1
                ? 0
                : (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(buckets)));
    }
}
