package io.wrapped.operators.listener;

import io.wrapped.state.rollup.RollupStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settled parts on the heap, by the keys that they have in state. */
public final class HeapParts implements RollupStore {
    private final Map<Integer, byte[]> byKey;

    /** None. */
    public HeapParts() {
        this(Map.of());
    }

    /** Begins with some, which are not changed. */
    HeapParts(Map<Integer, byte[]> byKey) {
        this.byKey = new HashMap<>(byKey);
    }

    /** Those of one sort alone. */
    HeapParts only(Part part) {
        HeapParts some = new HeapParts(byKey);
        some.byKey.keySet().removeIf(key -> SettledParts.partOf(key) != part);
        return some;
    }

    /** All of them. */
    Map<Integer, byte[]> byKey() {
        return Collections.unmodifiableMap(byKey);
    }

    @Override
    public byte @Nullable [] get(Part part, int number) {
        return byKey.get(SettledParts.key(part, number));
    }

    @Override
    public void put(Part part, int number, byte[] encoded) {
        byKey.put(SettledParts.key(part, number), encoded);
    }

    @Override
    public void clear() {
        byKey.clear();
    }
}
