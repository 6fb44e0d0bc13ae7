package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/** A set of a listener's items, emptied at no cost. */
final class PresentItems {
    private int[] stamps = {};
    private int current = 1;

    /** Begins anew with no item. */
    void clear() {
        if (++current == Integer.MAX_VALUE) {
            Arrays.fill(stamps, 0);
            current = 1;
        }
    }

    /** Adds an item; false when it was there. */
    boolean add(int item) {
        if (item >= stamps.length) {
            stamps = IntArrays.grow(stamps, item + 1);
        }
        boolean added = stamps[item] != current;
        stamps[item] = current;
        return added;
    }

    boolean contains(int item) {
        return item < stamps.length && stamps[item] == current;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Integer.BYTES * stamps.length;
    }
}
