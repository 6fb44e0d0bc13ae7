package io.wrapped.jobs.bootstrap;

import io.wrapped.operators.listener.FoldedListener;
import io.wrapped.operators.listener.FoldedListeners;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes listeners into the state of the savepoint.
 *
 * <p>Flink runs it in a thread of its own, of which it does not hear when it fails, and waits for
 * ever to hand over the next listener. So a failure is kept until the end, no state is written
 * then, and whoever reads the savepoint back misses it.
 */
final class WriteListeners extends KeyedStateBootstrapFunction<String, FoldedListener>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WriteListeners.class);

    private transient @Nullable FoldedListeners listeners;
    private transient @Nullable Exception failure;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        listeners =
                new FoldedListeners(
                        context.getKeyedStateStore(),
                        context.getOperatorStateStore(),
                        System.currentTimeMillis());
    }

    @Override
    public void processElement(FoldedListener listener, Context context) {
        if (failure != null || listeners == null) {
            return;
        }
        try {
            listeners.put(listener);
        } catch (Exception e) {
            LOG.error("A listener cannot be written", e);
            failure = e;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (failure != null) {
            throw failure;
        }
        if (listeners != null) {
            listeners.snapshot();
        }
    }
}
