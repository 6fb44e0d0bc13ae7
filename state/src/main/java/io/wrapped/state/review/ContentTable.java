package io.wrapped.state.review;

import io.wrapped.state.contract.CatalogueItem;
import org.jspecify.annotations.Nullable;

/**
 * Contents in memory by the hash of their uri: an open-addressing table, so that a find costs the
 * two cache misses of its slot and one for the content. Not for use by several threads.
 *
 * <p>A table may be bounded: then contents that were not found since the hand came by last go first
 * when it is full (the clock algorithm).
 */
public final class ContentTable implements Catalogue {
    private static final int LEAST_SLOTS = 1 << 10;
    private static final int ROOM_BYTES = 4 * 1024;

    // The lowest bit of a slot's hash says whether the content was found lately; 0 is a free slot.
    private static final long FOUND = 1;
    private static final long FREE = 0;

    private final LabelPool labels = new LabelPool();
    private final long maxBytes;
    private long[] hashes = new long[LEAST_SLOTS];
    private @Nullable Content[] contents = new Content[LEAST_SLOTS];
    private int mask = LEAST_SLOTS - 1;
    private int size;
    private long bytes;
    private int hand;

    /** A table that holds whatever it is given. */
    public ContentTable() {
        this(Long.MAX_VALUE);
    }

    /** A table of about so many bytes at most. */
    public ContentTable(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable Content find(long contentHash) {
        int slot = slot(contentHash);
        long held = hashes[slot];
        if (held == FREE) {
            return null;
        }
        if ((held & FOUND) == 0) {
            hashes[slot] = held | FOUND;
        }
        return contents[slot];
    }

    /** Whether one more content of the usual size fits without another's going. */
    public boolean hasRoom() {
        return bytes + ROOM_BYTES <= maxBytes;
    }

    /**
     * Takes a record of the catalogue in.
     *
     * @param changedAt when the broker was given the record, epoch milliseconds
     */
    public Content put(CatalogueItem record, long changedAt) {
        Content content = Content.of(record, changedAt, labels);
        put(content.hash(), content);
        return content;
    }

    /** Takes a content in, in place of the one that has that hash. */
    public void put(long contentHash, Content content) {
        remove(contentHash);
        bytes += bytes(content);
        while (bytes > maxBytes && size > 0) {
            evictOne();
        }
        if (2 * size >= hashes.length) {
            grow();
        }
        int slot = slot(contentHash);
        hashes[slot] = keyOf(contentHash);
        contents[slot] = content;
        size++;
    }

    /** Forgets a content. */
    public void remove(long contentHash) {
        int slot = slot(contentHash);
        if (hashes[slot] != FREE) {
            removeAt(slot);
        }
    }

    /** How many contents there are. */
    public int size() {
        return size;
    }

    /** The slot that holds a hash, else the free one where it belongs. */
    private int slot(long contentHash) {
        long key = keyOf(contentHash);
        int slot = home(key);
        while (hashes[slot] != FREE && (hashes[slot] & ~FOUND) != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(long key) {
        return (int) (key >>> 8) & mask;
    }

    private static long keyOf(long contentHash) {
        long key = contentHash & ~FOUND;
        return key == FREE ? 2 : key;
    }

    private void evictOne() {
        while (hashes[hand] == FREE || (hashes[hand] & FOUND) != 0) {
            hashes[hand] &= ~FOUND;
            hand = hand + 1 & mask;
        }
        removeAt(hand);
    }

    /** Closes the gap, so that a find may stop at the first free slot. */
    private void removeAt(int removed) {
        bytes -= bytes(held(removed));
        size--;
        int gap = removed;
        for (int slot = gap + 1 & mask; hashes[slot] != FREE; slot = slot + 1 & mask) {
            int home = home(hashes[slot]);
            boolean mayMove = (slot - home & mask) >= (slot - gap & mask);
            if (mayMove) {
                hashes[gap] = hashes[slot];
                contents[gap] = contents[slot];
                gap = slot;
            }
        }
        hashes[gap] = FREE;
        contents[gap] = null;
    }

    private void grow() {
        long[] oldHashes = hashes;
        @Nullable Content[] oldContents = contents;
        hashes = new long[oldHashes.length * 2];
        contents = new Content[hashes.length];
        mask = hashes.length - 1;
        hand = 0;
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldHashes[old] != FREE) {
                int slot = slot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                contents[slot] = oldContents[old];
            }
        }
    }

    private Content held(int slot) {
        Content content = contents[slot];
        if (content == null) {
            throw new IllegalStateException("slot " + slot + " of " + mask + " is free");
        }
        return content;
    }

    private static long bytes(Content content) {
        return content.bytes() + 2 * (Long.BYTES + Integer.BYTES);
    }
}
