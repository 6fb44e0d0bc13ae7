package io.wrapped.state.review;

import io.wrapped.state.contract.CodePoints;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The songs, artists, genres or shows of a listener's items: ids numbered in the order of first
 * sight, with the names that each item gives them. Filled item by item, then only read.
 */
final class Labels {
    private static final int NONE = -1;

    private final Object2IntOpenHashMap<String> numberOf;
    private String[] ids;
    private @Nullable String[] names;
    private boolean[] severalNames;
    private final int[] ends;
    private int items;
    private int[] numbers;
    private @Nullable String[] given;
    private int size;

    Labels(int items) {
        numberOf = new Object2IntOpenHashMap<>(items);
        numberOf.defaultReturnValue(NONE);
        ids = new String[items];
        names = new String[items];
        severalNames = new boolean[items];
        ends = new int[items];
        numbers = new int[items];
        given = new String[items];
    }

    /** Labels the item at hand; an id given twice counts once and bears the lesser name. */
    void add(String id, @Nullable String name) {
        int number = number(id, name);
        for (int i = items == 0 ? 0 : ends[items - 1]; i < size; i++) {
            if (numbers[i] == number) {
                given[i] = lesser(given[i], name);
                return;
            }
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2 + 1);
            given = Arrays.copyOf(given, size * 2 + 1);
        }
        numbers[size] = number;
        given[size++] = name;
    }

    /** Goes on to the next item. */
    void endItem() {
        ends[items++] = size;
    }

    private int number(String id, @Nullable String name) {
        int held = numberOf.getInt(id);
        if (held != NONE) {
            severalNames[held] |= name == null ? names[held] != null : !name.equals(names[held]);
            return held;
        }
        int number = numberOf.size();
        if (number == ids.length) {
            ids = Arrays.copyOf(ids, number * 2 + 1);
            names = Arrays.copyOf(names, number * 2 + 1);
            severalNames = Arrays.copyOf(severalNames, number * 2 + 1);
        }
        numberOf.put(id, number);
        ids[number] = id;
        names[number] = name;
        return number;
    }

    /** How many ids there are. */
    int numbers() {
        return numberOf.size();
    }

    String id(int number) {
        return ids[number];
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
        int start = start(item);
        return start < ends[item] ? numbers[start] : NONE;
    }

    /**
     * The least name by code point that an id bears on some items, null when it bears none.
     *
     * @param present by item, whether its names count
     */
    @Nullable String name(int number, boolean[] present) {
        if (!severalNames[number]) {
            return names[number];
        }
        String least = null;
        for (int item = 0; item < items; item++) {
            for (int i = start(item); present[item] && i < ends[item]; i++) {
                if (numbers[i] == number) {
                    least = lesser(least, given[i]);
                }
            }
        }
        return least;
    }

    static @Nullable String lesser(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return CodePoints.compare(left, right) <= 0 ? left : right;
    }
}
