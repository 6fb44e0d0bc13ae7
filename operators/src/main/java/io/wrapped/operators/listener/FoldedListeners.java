package io.wrapped.operators.listener;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The state of {@link ListenerOperator} as one finds it who starts from a savepoint that was not
 * written by a job: everyone's review is outstanding, and no topic of changes was ever read.
 */
public final class FoldedListeners {
    private final ListenerState state;
    private final TaskStart start;

    /**
     * @param now epoch milliseconds
     */
    public FoldedListeners(KeyedStateStore keyed, OperatorStateStore operator, long now)
            throws Exception {
        state = new ListenerState(keyed);
        start = new TaskStart(operator, false, now);
    }

    /** Puts a listener, whose key is set, into state. */
    public void put(FoldedListener listener) throws Exception {
        state.put(listener);
    }

    /** Completes the state before it is written. */
    public void snapshot() throws Exception {
        start.snapshot();
    }
}
