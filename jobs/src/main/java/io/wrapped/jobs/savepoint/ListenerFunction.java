package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.ListenerState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is held of one listener, as JSON. Says {@link #ANOTHER} of everyone else: Flink's
 * reader stops at the first key of which nothing is said.
 */
final class ListenerFunction extends KeyedStateReaderFunction<String, String> {
    private static final long serialVersionUID = 1L;

    static final String ANOTHER = "";

    private final String userId;

    private transient @Nullable ListenerState state;

    ListenerFunction(String userId) {
        this.userId = userId;
    }

    @Override
    public void open(OpenContext context) {
        state = new ListenerState(getRuntimeContext());
    }

    @Override
    public void readKey(String key, Context context, Collector<String> out) throws Exception {
        out.collect(state != null && key.equals(userId) ? ListenerJson.of(userId, state) : ANOTHER);
    }
}
