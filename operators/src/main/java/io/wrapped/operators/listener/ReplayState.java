package io.wrapped.operators.listener;

import io.wrapped.operators.serialization.EncodedSerializer;
import io.wrapped.operators.serialization.StateType;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.ReplayEnd;
import io.wrapped.state.rollup.ReplayMark;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has built of the listener whose key is set, beside {@link ListenerState}. The names
 * are a contract with every savepoint.
 */
final class ReplayState {
    /** How far it has come; where there is none, nothing else is there. */
    static final ValueStateDescriptor<byte[]> MARK =
            new ValueStateDescriptor<>("replay", new EncodedSerializer(StateType.REPLAY_MARK));

    static final ValueStateDescriptor<byte[]> LISTENER =
            new ValueStateDescriptor<>(
                    "replay-listener", new EncodedSerializer(StateType.LISTENER));

    static final MapStateDescriptor<Integer, byte[]> SETTLED =
            new MapStateDescriptor<>(
                    "replay-settled",
                    IntSerializer.INSTANCE,
                    new EncodedSerializer(StateType.SETTLED_PART));

    /** Live plays that were folded since it began, in their order. */
    static final ListStateDescriptor<byte[]> LIVE_PLAYS =
            new ListStateDescriptor<>("replay-plays", new EncodedSerializer(StateType.PLAYS));

    /** What the last one came to, for who did not hear of it. */
    static final ValueStateDescriptor<byte[]> END =
            new ValueStateDescriptor<>("replayed", new EncodedSerializer(StateType.REPLAY_END));

    private final ValueState<byte[]> mark;
    private final ValueState<byte[]> listener;
    private final SettledParts settled;
    private final ListState<byte[]> livePlays;
    private final ValueState<byte[]> end;

    ReplayState(KeyedStateStore store) {
        mark = store.getState(MARK);
        listener = store.getState(LISTENER);
        settled = new SettledParts(store.getMapState(SETTLED));
        livePlays = store.getListState(LIVE_PLAYS);
        end = store.getState(END);
    }

    /** How far the listener's replay has come, null where there is none. */
    @Nullable ReplayMark mark() throws Exception {
        byte[] held = mark.value();
        return held == null ? null : ReplayMark.decode(held);
    }

    void update(ReplayMark changed) throws Exception {
        mark.update(changed.encode());
    }

    /** What the last replay of the listener came to, null where there was none. */
    @Nullable ReplayEnd end() throws Exception {
        byte[] held = end.value();
        return held == null ? null : ReplayEnd.decode(held);
    }

    void update(ReplayEnd newEnd) throws Exception {
        end.update(newEnd.encode());
    }

    /**
     * What was built so far, else a listener of whom the same is known as of the one that holds.
     */
    Listener listener(String userId, Listener holding) throws Exception {
        byte[] held = listener.value();
        return held == null ? holding.withoutStreams() : ListenerCodec.decode(userId, held);
    }

    void update(Listener changed) throws Exception {
        listener.update(ListenerCodec.encode(changed));
    }

    SettledParts settled() {
        return settled;
    }

    void addLivePlay(PlayEvent play) throws Exception {
        byte[] encoded = PlayCodec.encode(play);
        byte[] run = new byte[encoded.length + 1];
        run[0] = PlayCodec.VERSION;
        System.arraycopy(encoded, 0, run, 1, encoded.length);
        livePlays.add(run);
    }

    List<PlayEvent> livePlays(String userId) throws Exception {
        List<PlayEvent> plays = new ArrayList<>();
        for (byte[] run : livePlays.get()) {
            PlayCodec.decode(userId, run[0], run, 1).forEach(plays::add);
        }
        return plays;
    }

    /** Forgets what was built. */
    void clear() {
        mark.clear();
        listener.clear();
        settled.clear();
        livePlays.clear();
    }
}
