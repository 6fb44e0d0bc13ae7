package io.wrapped.state.review;

import java.util.Arrays;

/**
 * A top list of a window as it was written last, but for its figures. Most of the time the same
 * entries come again in the same order, and their labels, which many listeners share, are not near
 * at hand.
 */
final class ToldList {
    private int[] numbers = {};
    private int[] ends = {};
    private byte[] entries = {};

    /** The names that the window shows may have changed. */
    void forget() {
        numbers = new int[0];
    }

    /** Whether it is of these numbers in this order. */
    boolean isOf(int[] top) {
        return top.length > 0 && Arrays.equals(numbers, top);
    }

    /**
     * Writes what comes before the figures of an entry.
     *
     * @param place of the entry in the list
     */
    void write(JsonWriter json, int place) {
        json.again(entries, place == 0 ? 0 : ends[place - 1], ends[place]);
    }

    /**
     * Begins anew.
     *
     * @param top not to be changed
     */
    void begin(int[] top) {
        numbers = top;
        ends = new int[top.length];
        entries = new byte[0];
    }

    /** Takes what was written of an entry before its figures; entry by entry. */
    void add(int place, byte[] written) {
        int end = entries.length;
        entries = Arrays.copyOf(entries, end + written.length);
        System.arraycopy(written, 0, entries, end, written.length);
        ends[place] = entries.length;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return entries.length + (long) Integer.BYTES * (numbers.length + ends.length);
    }
}
