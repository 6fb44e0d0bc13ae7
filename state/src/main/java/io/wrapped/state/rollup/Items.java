package io.wrapped.state.rollup;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of one listener and their numbers, which rollups use in place of uris. Numbers are
 * given in the order of first sight and never change. Items lie in chunks of {@value #CHUNK}, so
 * that a new one rewrites little.
 */
final class Items {
    static final int CHUNK = 32;

    private final Listener listener;
    private final RollupStore store;
    private final List<Item> byNumber = new ArrayList<>();
    private final Map<Item, Integer> numbers = new HashMap<>();
    private final BitSet changedChunks = new BitSet();

    Items(Listener listener, RollupStore store) {
        this.listener = listener;
        this.store = store;
        for (int chunk = 0; chunk * CHUNK < listener.items(); chunk++) {
            List<Item> items = store.items(chunk);
            if (items == null) {
                throw new IllegalStateException(
                        "chunk " + chunk + " of " + listener.items() + " items is missing");
            }
            byNumber.addAll(items);
        }
    }

    /** The number of an item, a new one at first sight. */
    int number(Item item) {
        if (numbers.size() != byNumber.size()) {
            for (int number = 0; number < byNumber.size(); number++) {
                numbers.put(byNumber.get(number), number);
            }
        }
        Integer number = numbers.get(item);
        if (number != null) {
            return number;
        }
        int added = byNumber.size();
        byNumber.add(item);
        numbers.put(item, added);
        changedChunks.set(added / CHUNK);
        return added;
    }

    List<Item> byNumber() {
        return byNumber;
    }

    /** Writes changed chunks back. */
    void flush() {
        changedChunks.stream()
                .forEach(
                        chunk ->
                                store.putItems(
                                        chunk,
                                        List.copyOf(
                                                byNumber.subList(
                                                        chunk * CHUNK,
                                                        Math.min(
                                                                byNumber.size(),
                                                                (chunk + 1) * CHUNK)))));
        changedChunks.clear();
        listener.setItems(byNumber.size());
    }
}
