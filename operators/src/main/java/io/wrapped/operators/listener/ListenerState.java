package io.wrapped.operators.listener;

import io.wrapped.operators.serialization.CodecSerializer;
import io.wrapped.operators.serialization.StateType;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.RollupStore;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of the listener whose key is set. The names are a contract with every savepoint.
 */
final class ListenerState implements RollupStore {
    /** Profile, sizes, versions; from a user's first record on, kept when erased. */
    static final ValueStateDescriptor<Listener> LISTENER =
            new ValueStateDescriptor<>("listener", new CodecSerializer<>(StateType.LISTENER));

    /** Plays not yet folded, in the order of arrival; cleared when folded. */
    static final ListStateDescriptor<PlayEvent> PENDING =
            new ListStateDescriptor<>("pending", new CodecSerializer<>(StateType.PLAY_EVENT));

    /** One rollup a local date, by epoch day; cleared by erasure. */
    static final MapStateDescriptor<Integer, DayRollup> DAYS =
            new MapStateDescriptor<>(
                    "days", IntSerializer.INSTANCE, new CodecSerializer<>(StateType.DAY_ROLLUP));

    /** Items in chunks, by chunk number; cleared by erasure. */
    static final MapStateDescriptor<Integer, List<Item>> ITEMS =
            new MapStateDescriptor<>(
                    "items", IntSerializer.INSTANCE, new CodecSerializer<>(StateType.ITEMS));

    /** Hashes of counted events, by bucket; cleared by erasure. */
    static final MapStateDescriptor<Integer, long[]> SEEN =
            new MapStateDescriptor<>(
                    "seen", IntSerializer.INSTANCE, new CodecSerializer<>(StateType.SEEN_EVENTS));

    /** Exclusions, taken-back ones too; cleared by erasure. */
    static final ValueStateDescriptor<Exclusions> EXCLUSIONS =
            new ValueStateDescriptor<>("exclusions", new CodecSerializer<>(StateType.EXCLUSIONS));

    private final ValueState<Listener> listener;
    private final ListState<PlayEvent> pending;
    private final MapState<Integer, DayRollup> days;
    private final MapState<Integer, List<Item>> items;
    private final MapState<Integer, long[]> seen;
    private final ValueState<Exclusions> exclusions;

    ListenerState(KeyedStateStore store) {
        listener = store.getState(LISTENER);
        pending = store.getListState(PENDING);
        days = store.getMapState(DAYS);
        items = store.getMapState(ITEMS);
        seen = store.getMapState(SEEN);
        exclusions = store.getState(EXCLUSIONS);
    }

    /** The listener, a new one where nothing is known. */
    Listener listener() throws Exception {
        Listener held = listener.value();
        return held == null ? new Listener() : held;
    }

    void update(Listener changed) throws Exception {
        listener.update(changed);
    }

    void addPending(PlayEvent play) throws Exception {
        pending.add(play);
    }

    Iterable<PlayEvent> pending() throws Exception {
        Iterable<PlayEvent> plays = pending.get();
        return plays == null ? List.of() : plays;
    }

    void setPending(List<PlayEvent> plays) throws Exception {
        pending.update(plays);
    }

    void clearPending() {
        pending.clear();
    }

    Exclusions exclusions() throws Exception {
        Exclusions held = exclusions.value();
        return held == null ? new Exclusions() : held;
    }

    void update(Exclusions changed) throws Exception {
        exclusions.update(changed);
    }

    @Override
    public @Nullable DayRollup day(int epochDay) {
        return get(days, epochDay);
    }

    @Override
    public void putDay(int epochDay, DayRollup rollup) {
        put(days, epochDay, rollup);
    }

    @Override
    public Iterable<Map.Entry<Integer, DayRollup>> days() {
        try {
            return days.entries();
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable List<Item> items(int chunk) {
        return get(items, chunk);
    }

    @Override
    public void putItems(int chunk, List<Item> changed) {
        put(items, chunk, changed);
    }

    @Override
    public long @Nullable [] seen(int bucket) {
        return get(seen, bucket);
    }

    @Override
    public void putSeen(int bucket, long[] hashes) {
        put(seen, bucket, hashes);
    }

    @Override
    public void clear() {
        pending.clear();
        days.clear();
        items.clear();
        seen.clear();
        exclusions.clear();
    }

    private static <V> @Nullable V get(MapState<Integer, V> state, int key) {
        try {
            return state.get(key);
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    private static <V> void put(MapState<Integer, V> state, int key, V value) {
        try {
            state.put(key, value);
        } catch (Exception e) {
            throw new FlinkRuntimeException("A listener's state cannot be written", e);
        }
    }

    private static FlinkRuntimeException unreadable(Exception cause) {
        return new FlinkRuntimeException("A listener's state cannot be read", cause);
    }
}
