package io.wrapped.state.review;

import it.unimi.dsi.fastutil.booleans.BooleanArrays;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The songs, artists, genres or shows of a listener's items: labels numbered in the order of first
 * sight. Filled item by item; more items may come at any time, and change no number.
 */
final class Labels {
    private static final int NONE = -1;
    private static final int LEAST_SLOTS = 64;
    private static final int ASKED = 32;

    /** A label with its two strings and their JSON, roughly. */
    private static final long LABEL_BYTES = 300;

    /** One listener's part of a label that many have, roughly. */
    private static final long SHARED_LABEL_BYTES = 60;

    /** Where the labels of an item are. */
    interface Place {
        /** The label that an item was given at that place of its own. */
        Label of(int item, int place);
    }

    private final Place place;

    /** Whether an item has one label at most. */
    private final boolean single;

    /** Whether many listeners have the same few labels, so that holding them costs little. */
    private final boolean shared;

    // Open addressing over keys, at most three quarters full: the number plus 1, 0 is free.
    private int[] slots = new int[LEAST_SLOTS];
    private int mask;

    // By number.
    private long[] keys = {};
    private long[] nameKeys = {};
    private int[] homes = {};
    private boolean[] severalNames = {};
    private int size;

    // Labels that were asked for, or are shared: most are asked for again, and finding one costs
    // more than all that is done with it. Shared ones by number, others by its last bits.
    private final int[] askedNumbers = new int[ASKED];
    private @Nullable Label[] asked = new Label[ASKED];

    /** By item: where its labels end in {@code numbers}, or its one label. */
    private int[] ofItems = {};

    private int[] numbers = {};
    private int items;
    private int given;

    private Labels(Place place, boolean single, boolean shared) {
        this.place = place;
        this.single = single;
        this.shared = shared;
    }

    /** Of items that have one label at most. */
    static Labels single(Place place) {
        return new Labels(place, true, false);
    }

    /**
     * Of items that may have several labels, though none of them twice. The labels are those of
     * many listeners.
     */
    static Labels several(Place place) {
        return new Labels(place, false, true);
    }

    /**
     * Begins anew.
     *
     * @param different about so many different labels may come
     */
    void begin(int different) {
        int capacity = Math.max(LEAST_SLOTS, Integer.highestOneBit(different + 1) * 2);
        if (slots.length < capacity) {
            slots = new int[capacity];
        } else {
            Arrays.fill(slots, 0, capacity, 0);
        }
        mask = capacity - 1;
        Arrays.fill(asked, 0, shared ? Math.min(size, asked.length) : ASKED, null);
        size = 0;
        items = 0;
        given = 0;
    }

    /** Makes room for so many more items, and about so many more labels. */
    void reserve(int moreItems, int moreLabels) {
        if (items + moreItems > ofItems.length) {
            ofItems = IntArrays.grow(ofItems, items + moreItems, items);
        }
        if (!single && given + moreLabels > numbers.length) {
            numbers = IntArrays.grow(numbers, given + moreLabels, given);
        }
    }

    /** Gives the item at hand its one label. */
    void set(long key, long nameKey) {
        // Found first: it is for the item at hand.
        int number = number(key, nameKey);
        ofItems[items++] = number;
    }

    /** The item at hand has no label. */
    void setNone() {
        ofItems[items++] = NONE;
    }

    /**
     * Labels the item at hand; an item has no two labels of one key.
     *
     * @param label as the item has it
     */
    void add(long key, long nameKey, Label label) {
        if (given == numbers.length) {
            numbers = IntArrays.grow(numbers, given + 1);
        }
        int before = size;
        int number = number(key, nameKey);
        numbers[given++] = number;
        if (number == before) {
            // Will be asked for, and is at hand now.
            asked[number] = label;
        }
    }

    /** Goes on to the next item. */
    void endItem() {
        ofItems[items++] = given;
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
        if (4 * ++size > 3 * (mask + 1)) {
            growSlots();
        }
        return size - 1;
    }

    private void growNumbers() {
        keys = LongArrays.grow(keys, size + 1);
        nameKeys = LongArrays.ensureCapacity(nameKeys, keys.length);
        homes = IntArrays.ensureCapacity(homes, keys.length);
        severalNames = BooleanArrays.ensureCapacity(severalNames, keys.length);
        if (shared && keys.length > asked.length) {
            asked = Arrays.copyOf(asked, keys.length);
        }
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

    /** Where an item's labels begin, see {@link #at}; not of single ones. */
    int start(int item) {
        return item == 0 ? 0 : ofItems[item - 1];
    }

    /** Where an item's labels end, exclusive; not of single ones. */
    int end(int item) {
        return ofItems[item];
    }

    /** The number of a label. */
    int at(int position) {
        return numbers[position];
    }

    /** The number of an item's first label, negative where it has none. */
    int first(int item) {
        if (single) {
            return ofItems[item];
        }
        int start = start(item);
        return start < ofItems[item] ? numbers[start] : NONE;
    }

    /** How many labels an item has. */
    private int count(int item) {
        return single ? (ofItems[item] == NONE ? 0 : 1) : ofItems[item] - start(item);
    }

    private int number(int item, int ofItem) {
        return single ? ofItems[item] : numbers[start(item) + ofItem];
    }

    /** Whether a label of an item bears more than one name on the items so far. */
    boolean hasSeveralNames(int item) {
        for (int i = 0; i < count(item); i++) {
            if (severalNames[number(item, i)]) {
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
        for (int i = 0; i < present.size(); i++) {
            int item = present.item(i);
            for (int ofItem = 0; ofItem < count(item); ofItem++) {
                if (number(item, ofItem) == number) {
                    least = Content.lesser(least, place.of(item, ofItem).name());
                }
            }
        }
        return least;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return (long) Integer.BYTES
                        * (slots.length + ofItems.length + numbers.length + ASKED + asked.length)
                + (shared ? SHARED_LABEL_BYTES * size : LABEL_BYTES * Math.min(size, ASKED))
                + (2L * Long.BYTES + Integer.BYTES + 1) * keys.length;
    }

    /** A label, with the name that it has on one of its items. */
    Label label(int number) {
        int slot = shared ? number : number & ASKED - 1;
        Label known = asked[slot];
        if (known == null || !shared && askedNumbers[slot] != number) {
            known = find(number);
            asked[slot] = known;
            if (!shared) {
                askedNumbers[slot] = number;
            }
        }
        return known;
    }

    private Label find(int number) {
        int home = homes[number];
        int ofItem = 0;
        while (number(home, ofItem) != number) {
            ofItem++;
        }
        return Objects.requireNonNull(place.of(home, ofItem));
    }
}
