package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.ListenerState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Counts what is held, listener by listener. */
final class CountFunction extends KeyedStateReaderFunction<String, StateCounts> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ListenerState state;

    @Override
    public void open(OpenContext context) {
        state = new ListenerState(getRuntimeContext());
    }

    @Override
    public void readKey(String userId, Context context, Collector<StateCounts> out)
            throws Exception {
        if (state != null) {
            out.collect(StateCounts.of(userId, state));
        }
    }
}
