package io.wrapped.state.cases;

import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.RollupStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A listener's rollups in maps. */
public final class MemoryStore implements RollupStore {
    private final Map<Integer, DayRollup> days = new HashMap<>();
    private final Map<Integer, List<Item>> items = new HashMap<>();
    private final Map<Integer, long[]> seen = new HashMap<>();

    @Override
    public DayRollup day(int epochDay) {
        return days.get(epochDay);
    }

    @Override
    public void putDay(int epochDay, DayRollup rollup) {
        days.put(epochDay, rollup);
    }

    @Override
    public Iterable<Map.Entry<Integer, DayRollup>> days() {
        return days.entrySet();
    }

    @Override
    public List<Item> items(int chunk) {
        return items.get(chunk);
    }

    @Override
    public void putItems(int chunk, List<Item> run) {
        items.put(chunk, run);
    }

    @Override
    public long[] seen(int bucket) {
        return seen.get(bucket);
    }

    @Override
    public void putSeen(int bucket, long[] hashes) {
        seen.put(bucket, hashes);
    }

    @Override
    public void clear() {
        days.clear();
        items.clear();
        seen.clear();
    }
}
