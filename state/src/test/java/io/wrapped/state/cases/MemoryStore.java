package io.wrapped.state.cases;

import io.wrapped.state.rollup.RollupStore;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A listener's settled parts in maps. */
public final class MemoryStore implements RollupStore {
    private final Map<Part, Map<Integer, byte[]>> parts = new EnumMap<>(Part.class);
    private int writes;

    @Override
    public byte[] get(Part part, int number) {
        return parts.getOrDefault(part, Map.of()).get(number);
    }

    @Override
    public void put(Part part, int number, byte[] encoded) {
        writes++;
        parts.computeIfAbsent(part, key -> new HashMap<>()).put(number, encoded);
    }

    @Override
    public void clear() {
        parts.clear();
    }

    /** How often a part was written. */
    public int writes() {
        return writes;
    }

    /** Bytes of all parts. */
    public long bytes() {
        return parts.values().stream()
                .flatMap(numbers -> numbers.values().stream())
                .mapToLong(encoded -> encoded.length)
                .sum();
    }

    /** How many parts there are of a sort. */
    public int count(Part part) {
        return parts.getOrDefault(part, Map.of()).size();
    }
}
