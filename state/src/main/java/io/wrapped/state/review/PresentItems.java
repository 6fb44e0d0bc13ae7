package io.wrapped.state.review;

import it.unimi.dsi.fastutil.ints.IntArrays;

/** A set of a listener's items, emptied at no cost. */
final class PresentItems {
    private int[] stamps = {};
    private int current;

    /** Begins anew with no item. */
    void clear(int items) {
        stamps = IntArrays.ensureCapacity(stamps, items);
        current++;
    }

    void add(int item) {
        stamps[item] = current;
    }

    boolean contains(int item) {
        return stamps[item] == current;
    }
}
