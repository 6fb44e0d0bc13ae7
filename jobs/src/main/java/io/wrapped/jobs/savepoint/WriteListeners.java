package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.StoredListener;
import io.wrapped.operators.listener.StoredListeners;
import io.wrapped.operators.listener.StoredTasks;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes listeners into the state of a savepoint.
 *
 * <p>Flink runs it in a thread of its own, of which it does not hear when it fails, and waits for
 * ever to hand over the next listener. So a failure is kept until the end, no state is written
 * then, and whoever reads the savepoint back misses it.
 */
public final class WriteListeners extends KeyedStateBootstrapFunction<String, StoredListener>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WriteListeners.class);

    private final StoredTasks tasks;

    private transient @Nullable StoredListeners listeners;
    private transient @Nullable Throwable failure;

    /**
     * @param tasks what each task holds beside listeners
     */
    public WriteListeners(StoredTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        try {
            listeners = new StoredListeners(context.getKeyedStateStore());
            if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                tasks.write(context.getOperatorStateStore());
            }
        } catch (Exception e) {
            LOG.error("State cannot be written", e);
            failure = e;
        }
    }

    @Override
    public void processElement(StoredListener listener, Context context) {
        if (failure != null || listeners == null) {
            return;
        }
        try {
            listeners.write(listener);
        } catch (Exception | OutOfMemoryError e) {
            LOG.error("A listener cannot be written", e);
            failure = e;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (failure != null) {
            throw new IllegalStateException("not all of it could be written", failure);
        }
    }
}
