package io.wrapped.operators.listener;

import io.wrapped.state.rollup.RollupStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The settled parts of the listener whose key is set. */
final class SettledParts implements RollupStore {
    private static final int NUMBER_BITS = 28;
    private static final Part[] PARTS = Part.values();

    private final MapState<Integer, byte[]> parts;

    SettledParts(MapState<Integer, byte[]> parts) {
        this.parts = parts;
    }

    @Override
    public byte @Nullable [] get(Part part, int number) {
        try {
            return parts.get(key(part, number));
        } catch (Exception e) {
            throw new FlinkRuntimeException("A listener's state cannot be read", e);
        }
    }

    @Override
    public void put(Part part, int number, byte[] encoded) {
        try {
            parts.put(key(part, number), encoded);
        } catch (Exception e) {
            throw new FlinkRuntimeException("A listener's state cannot be written", e);
        }
    }

    @Override
    public void clear() {
        parts.clear();
    }

    /** All of them, encoded, in no order. */
    List<byte[]> all() throws Exception {
        List<byte[]> all = new ArrayList<>();
        parts.values().forEach(all::add);
        return all;
    }

    /** Takes over the parts of another, which has none then. */
    void takeOver(SettledParts from) throws Exception {
        parts.clear();
        for (Map.Entry<Integer, byte[]> part : from.parts.entries()) {
            parts.put(part.getKey(), part.getValue());
        }
        from.parts.clear();
    }

    static int key(Part part, int number) {
        if (number < 0 || number >> NUMBER_BITS != 0) {
            throw new IllegalArgumentException("no part can have the number " + number);
        }
        return part.ordinal() << NUMBER_BITS | number;
    }

    static Part partOf(int key) {
        return PARTS[key >> NUMBER_BITS];
    }
}
