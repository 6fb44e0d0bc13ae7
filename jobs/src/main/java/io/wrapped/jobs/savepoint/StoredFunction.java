package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.StoredListener;
import io.wrapped.operators.listener.StoredListeners;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Reads all that is held, listener by listener. */
final class StoredFunction extends KeyedStateReaderFunction<String, StoredListener> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable StoredListeners listeners;

    @Override
    public void open(OpenContext context) {
        listeners = new StoredListeners(getRuntimeContext());
    }

    @Override
    public void readKey(String userId, Context context, Collector<StoredListener> out)
            throws Exception {
        if (listeners != null) {
            out.collect(listeners.read(userId));
        }
    }
}
