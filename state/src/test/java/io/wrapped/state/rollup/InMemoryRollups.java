package io.wrapped.state.rollup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store of plain maps, for tests without Flink. */
public final class InMemoryRollups implements RollupStore {
    final Map<Integer, DayRollup> days = new HashMap<>();
    final Map<Integer, List<Item>> items = new HashMap<>();
    final Map<Integer, long[]> seen = new HashMap<>();
    int writes;

    @Override
    public @Nullable DayRollup day(int epochDay) {
        return days.get(epochDay);
    }

    @Override
    public void putDay(int epochDay, DayRollup rollup) {
        writes++;
        days.put(epochDay, rollup);
    }

    @Override
    public Iterable<Map.Entry<Integer, DayRollup>> days() {
        return days.entrySet();
    }

    @Override
    public @Nullable List<Item> items(int chunk) {
        return items.get(chunk);
    }

    @Override
    public void putItems(int chunk, List<Item> changed) {
        writes++;
        items.put(chunk, changed);
    }

    @Override
    public long @Nullable [] seen(int bucket) {
        return seen.get(bucket);
    }

    @Override
    public void putSeen(int bucket, long[] hashes) {
        writes++;
        seen.put(bucket, hashes);
    }

    @Override
    public void clear() {
        days.clear();
        items.clear();
        seen.clear();
    }
}
