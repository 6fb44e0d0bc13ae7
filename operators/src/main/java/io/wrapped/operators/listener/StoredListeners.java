package io.wrapped.operators.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Reads and writes all that keyed state holds of the listener whose key is set, as it is. */
public final class StoredListeners {
    private static final List<ValueStateDescriptor<byte[]>> VALUES =
            List.of(
                    ListenerState.LISTENER,
                    ListenerState.EXCLUSIONS,
                    ReplayState.MARK,
                    ReplayState.LISTENER,
                    ReplayState.END);
    private static final List<ListStateDescriptor<byte[]>> LISTS =
            List.of(ListenerState.PENDING, ReplayState.LIVE_PLAYS);
    private static final List<MapStateDescriptor<Integer, byte[]>> MAPS =
            List.of(ListenerState.SETTLED, ReplayState.SETTLED);

    /** The names of all states. */
    public static final Set<String> NAMES =
            Stream.of(VALUES, LISTS, MAPS)
                    .flatMap(List::stream)
                    .map(StateDescriptor::getName)
                    .collect(Collectors.toUnmodifiableSet());

    private final Map<String, ValueState<byte[]>> values = new HashMap<>();
    private final Map<String, ListState<byte[]>> lists = new HashMap<>();
    private final Map<String, MapState<Integer, byte[]>> maps = new HashMap<>();

    /** The state of a function that reads savepoints. */
    public StoredListeners(RuntimeContext context) {
        VALUES.forEach(state -> values.put(state.getName(), context.getState(state)));
        LISTS.forEach(state -> lists.put(state.getName(), context.getListState(state)));
        MAPS.forEach(state -> maps.put(state.getName(), context.getMapState(state)));
    }

    /** The state of a function that writes savepoints. */
    public StoredListeners(KeyedStateStore store) {
        VALUES.forEach(state -> values.put(state.getName(), store.getState(state)));
        LISTS.forEach(state -> lists.put(state.getName(), store.getListState(state)));
        MAPS.forEach(state -> maps.put(state.getName(), store.getMapState(state)));
    }

    /** What is held of a listener, whose key is set. */
    public StoredListener read(String userId) throws Exception {
        Map<String, byte[]> heldValues = new HashMap<>();
        for (Map.Entry<String, ValueState<byte[]>> state : values.entrySet()) {
            byte[] value = state.getValue().value();
            if (value != null) {
                heldValues.put(state.getKey(), value);
            }
        }
        Map<String, List<byte[]>> heldLists = new HashMap<>();
        for (Map.Entry<String, ListState<byte[]>> state : lists.entrySet()) {
            List<byte[]> all = new ArrayList<>();
            state.getValue().get().forEach(all::add);
            if (!all.isEmpty()) {
                heldLists.put(state.getKey(), all);
            }
        }
        Map<String, Map<Integer, byte[]>> heldMaps = new HashMap<>();
        for (Map.Entry<String, MapState<Integer, byte[]>> state : maps.entrySet()) {
            Map<Integer, byte[]> all = new HashMap<>();
            for (Map.Entry<Integer, byte[]> entry : state.getValue().entries()) {
                all.put(entry.getKey(), entry.getValue());
            }
            if (!all.isEmpty()) {
                heldMaps.put(state.getKey(), all);
            }
        }
        return new StoredListener(userId, heldValues, heldLists, heldMaps);
    }

    /** Puts a listener, whose key is set and of whom nothing is held yet. */
    public void write(StoredListener listener) throws Exception {
        for (Map.Entry<String, ValueState<byte[]>> state : values.entrySet()) {
            byte[] value = listener.values().get(state.getKey());
            if (value != null) {
                state.getValue().update(value);
            }
        }
        for (Map.Entry<String, ListState<byte[]>> state : lists.entrySet()) {
            state.getValue().update(listener.lists().getOrDefault(state.getKey(), List.of()));
        }
        for (Map.Entry<String, MapState<Integer, byte[]>> state : maps.entrySet()) {
            state.getValue().putAll(listener.maps().getOrDefault(state.getKey(), Map.of()));
        }
    }
}
