package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.BitSet;

/** A set of a listener's items, emptied at the cost of what is in it. */
final class PresentItems {
    private final BitSet present = new BitSet();
    private int[] added = {};
    private int size;

    /** Begins anew with no item. */
    void clear() {
        for (int i = 0; i < size; i++) {
            present.clear(added[i]);
        }
        size = 0;
    }

    /** Adds an item; false when it was there. */
    boolean add(int item) {
        if (present.get(item)) {
            return false;
        }
        present.set(item);
        if (size == added.length) {
            added = IntArrays.grow(added, size + 1);
        }
        added[size++] = item;
        return true;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** One of them, in the order of their addition. */
    int item(int place) {
        return added[place];
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Integer.BYTES * added.length + present.size() / Byte.SIZE;
    }
}
