package io.wrapped.operators.listener;

import io.wrapped.operators.serialization.EncodedSerializer;
import io.wrapped.operators.serialization.StateType;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.ExclusionsCodec;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.RollupStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of the listener whose key is set. The names are a contract with every savepoint.
 */
public final class ListenerState implements RollupStore {
    /**
     * Profile, what was streamed recently, sizes, versions; from a user's first record on, kept
     * when erased.
     */
    static final ValueStateDescriptor<byte[]> LISTENER =
            new ValueStateDescriptor<>("listener", new EncodedSerializer(StateType.LISTENER));

    /** Rollups by year, runs of items, buckets of seen events; cleared by erasure. */
    static final MapStateDescriptor<Integer, byte[]> SETTLED =
            new MapStateDescriptor<>(
                    "settled",
                    IntSerializer.INSTANCE,
                    new EncodedSerializer(StateType.SETTLED_PART));

    /**
     * Plays not yet folded, in the order of arrival, each run behind its version; an empty run
     * where only the review is outstanding. Cleared when the listener is reviewed.
     */
    static final ListStateDescriptor<byte[]> PENDING =
            new ListStateDescriptor<>("pending", new EncodedSerializer(StateType.PLAYS));

    /** Exclusions, taken-back ones too; those from before it are cleared by erasure. */
    static final ValueStateDescriptor<byte[]> EXCLUSIONS =
            new ValueStateDescriptor<>("exclusions", new EncodedSerializer(StateType.EXCLUSIONS));

    private final ValueState<byte[]> listener;
    private final SettledParts settled;
    private final ListState<byte[]> pending;
    private final ValueState<byte[]> exclusions;

    /** The state of a function that reads savepoints. */
    public ListenerState(RuntimeContext context) {
        listener = context.getState(LISTENER);
        settled = new SettledParts(context.getMapState(SETTLED));
        pending = context.getListState(PENDING);
        exclusions = context.getState(EXCLUSIONS);
    }

    ListenerState(KeyedStateStore store) {
        listener = store.getState(LISTENER);
        settled = new SettledParts(store.getMapState(SETTLED));
        pending = store.getListState(PENDING);
        exclusions = store.getState(EXCLUSIONS);
    }

    /** The listener, a new one where nothing is known. */
    public Listener listener(String userId) throws Exception {
        byte[] held = listener.value();
        return held == null ? new Listener() : ListenerCodec.decode(userId, held);
    }

    void update(Listener changed) throws Exception {
        listener.update(ListenerCodec.encode(changed));
    }

    /** Adds a run of plays, its version first. */
    void addPending(byte[] plays) throws Exception {
        pending.add(plays);
    }

    /** The runs of plays that wait. */
    public Iterable<byte[]> pending() throws Exception {
        return pending.get();
    }

    void clearPending() {
        pending.clear();
    }

    /** The exclusions, none where nothing is known. */
    public Exclusions exclusions(String userId) throws Exception {
        byte[] held = exclusions.value();
        return held == null ? new Exclusions() : ExclusionsCodec.decode(userId, held);
    }

    void update(Exclusions changed) throws Exception {
        if (changed.records().isEmpty()) {
            exclusions.clear();
            return;
        }
        exclusions.update(ExclusionsCodec.encode(changed));
    }

    /** All values as they are held, the version of each first, by the name of the state. */
    public Map<String, List<byte[]>> encoded() throws Exception {
        Map<String, List<byte[]>> values = new LinkedHashMap<>();
        values.put(LISTENER.getName(), single(listener.value()));
        values.put(SETTLED.getName(), settled.all());
        List<byte[]> runs = new ArrayList<>();
        pending.get().forEach(runs::add);
        values.put(PENDING.getName(), runs);
        values.put(EXCLUSIONS.getName(), single(exclusions.value()));
        return values;
    }

    private static List<byte[]> single(byte @Nullable [] value) {
        return value == null ? List.of() : List.of(value);
    }

    /** The settled parts alone. */
    SettledParts settled() {
        return settled;
    }

    @Override
    public byte @Nullable [] get(Part part, int number) {
        return settled.get(part, number);
    }

    @Override
    public void put(Part part, int number, byte[] encoded) {
        settled.put(part, number, encoded);
    }

    @Override
    public void clear() {
        pending.clear();
        settled.clear();
        exclusions.clear();
    }
}
