package io.wrapped.state.review;

import it.unimi.dsi.fastutil.booleans.BooleanArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The songs, artists, genres or shows of a listener's items: labels numbered in the order of first
 * sight. Filled item by item, then only read, then filled for the next listener.
 */
final class Labels {
    private static final int NONE = -1;
    private static final int LEAST_SLOTS = 64;

    /** Where the labels of an item are. */
    interface Place {
        /** The label that an item was given at that place of its own. */
        Label of(int item, int place);
    }

    private final Place place;

    // Open addressing over keys: the number plus 1, 0 is free.
    private int[] slots = new int[LEAST_SLOTS];
    private int mask;

    // By number.
    private long[] keys = {};
    private long[] nameKeys = {};
    private int[] homes = {};
    private boolean[] severalNames = {};

    /** Those that were asked for: looking one up costs more than all that is done with it. */
    private @Nullable Label[] asked = {};

    private int size;

    // By item, then by label.
    private int[] ends = {};
    private int[] firsts = {};
    private int[] numbers = {};
    private int items;
    private int given;

    Labels(Place place) {
        this.place = place;
    }

    /**
     * Begins anew.
     *
     * @param different about so many different labels may come
     */
    void begin(int different) {
        int capacity = Math.max(LEAST_SLOTS, Integer.highestOneBit(different + 1) * 4);
        if (slots.length < capacity) {
            slots = new int[capacity];
        } else {
            Arrays.fill(slots, 0, capacity, 0);
        }
        mask = capacity - 1;
        Arrays.fill(asked, 0, Math.min(size, asked.length), null);
        size = 0;
        items = 0;
        given = 0;
    }

    /** Makes room for so many more items, and about so many more labels. */
    void reserve(int moreItems, int moreLabels) {
        int needed = items + moreItems;
        if (needed > ends.length) {
            ends = IntArrays.grow(ends, needed, items);
            firsts = IntArrays.ensureCapacity(firsts, ends.length, items);
        }
        if (given + moreLabels > numbers.length) {
            numbers = IntArrays.grow(numbers, given + moreLabels, given);
        }
    }

    /** Labels the item at hand; an item has no two labels of one key. */
    void add(long key, long nameKey) {
        if (given == numbers.length) {
            numbers = IntArrays.grow(numbers, given + 1);
        }
        numbers[given++] = number(key, nameKey);
    }

    /** Goes on to the next item. */
    void endItem() {
        int start = items == 0 ? 0 : ends[items - 1];
        firsts[items] = start < given ? numbers[start] : NONE;
        ends[items++] = given;
    }

    private int number(long key, long nameKey) {
        int slot = (int) key & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (keys[number] == key) {
                severalNames[number] |= nameKeys[number] != nameKey;
                return number;
            }
            slot = slot + 1 & mask;
        }
        if (size == keys.length) {
            growNumbers();
        }
        keys[size] = key;
        nameKeys[size] = nameKey;
        homes[size] = items;
        severalNames[size] = false;
        slots[slot] = size + 1;
        if (2 * ++size > mask) {
            growSlots();
        }
        return size - 1;
    }

    private void growNumbers() {
        keys = LongArrays.grow(keys, size + 1);
        nameKeys = LongArrays.ensureCapacity(nameKeys, keys.length);
        homes = IntArrays.ensureCapacity(homes, keys.length);
        severalNames = BooleanArrays.ensureCapacity(severalNames, keys.length);
    }

    private void growSlots() {
        int capacity = 2 * (mask + 1);
        slots = new int[Math.max(capacity, slots.length)];
        mask = capacity - 1;
        for (int number = 0; number < size; number++) {
            int slot = (int) keys[number] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }
    }

    /** How many different labels there are. */
    int size() {
        return size;
    }

    String id(int number) {
        return label(number).id();
    }

    /** Where an item's labels begin, see {@link #at}. */
    int start(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }

    /** Where an item's labels end, exclusive. */
    int end(int item) {
        return ends[item];
    }

    /** The number of a label. */
    int at(int position) {
        return numbers[position];
    }

    /** The number of an item's first label, negative where it has none. */
    int first(int item) {
        return firsts[item];
    }

    /** Whether a label of an item bears more than one name on the items so far. */
    boolean hasSeveralNames(int item) {
        for (int i = start(item); i < ends[item]; i++) {
            if (severalNames[numbers[i]]) {
                return true;
            }
        }
        return false;
    }

    /** The first item that has a label of that number. */
    int home(int number) {
        return homes[number];
    }

    /** Whether a label bears more than one name on the items so far. */
    boolean isOfSeveralNames(int number) {
        return severalNames[number];
    }

    /** The name that a label bears on all items, null when it bears none. */
    @Nullable String name(int number) {
        return label(number).name();
    }

    /**
     * The least name by code point that a label bears on some items, null when it bears none.
     *
     * @param present whose names count
     */
    @Nullable String leastName(int number, PresentItems present) {
        String least = null;
        for (int place = 0; place < present.size(); place++) {
            int item = present.item(place);
            for (int i = start(item); i < ends[item]; i++) {
                if (numbers[i] == number) {
                    Label label = this.place.of(item, i - start(item));
                    least = Content.lesser(least, label.name());
                }
            }
        }
        return least;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Integer.BYTES * (slots.length + 2 * ends.length + numbers.length)
                + (2L * Long.BYTES + Integer.BYTES + 1) * keys.length
                + (long) Integer.BYTES * asked.length;
    }

    private Label label(int number) {
        if (number >= asked.length) {
            asked = Arrays.copyOf(asked, keys.length);
        }
        Label known = asked[number];
        if (known == null) {
            known = find(number);
            asked[number] = known;
        }
        return known;
    }

    private Label find(int number) {
        int home = homes[number];
        int position = start(home);
        while (numbers[position] != number) {
            position++;
        }
        return Objects.requireNonNull(place.of(home, position - start(home)));
    }
}
