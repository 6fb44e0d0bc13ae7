package io.wrapped.operators.listener;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * What a start must know of the starts before it: the last store epoch, so that versions never run
 * backwards even where clocks do, and whether profiles were ever read up to date.
 */
final class TaskStart {
    /** Per subtask: its epoch, negative while the changes have not been read once. */
    static final ListStateDescriptor<Long> STATE =
            new ListStateDescriptor<>("task-start", LongSerializer.INSTANCE);

    private final ListState<Long> state;
    private final long epoch;
    private final long startedAt;
    private boolean changesReadOnce;
    private boolean changesRead;

    /**
     * @param now epoch milliseconds
     */
    TaskStart(OperatorStateStore store, boolean restored, long now) throws Exception {
        state = store.getUnionListState(STATE);
        startedAt = now;
        long last = 0;
        boolean readOnce = restored;
        for (long entry : state.get()) {
            last = Math.max(last, Math.abs(entry));
            readOnce &= entry > 0;
        }
        epoch = Math.max(now / 1000, last + 1);
        changesReadOnce = readOnce;
    }

    /** The second at which this start began, and later than every start that it follows. */
    long epoch() {
        return epoch;
    }

    /**
     * The changes have been read up to that broker time.
     *
     * @return whether they have just been read up to this start
     */
    boolean changesReadUpTo(long watermark) {
        if (changesRead || watermark < startedAt) {
            return false;
        }
        changesRead = true;
        changesReadOnce = true;
        return true;
    }

    /** Whether profiles, exclusions and catalogue have been read up to this start. */
    boolean changesRead() {
        return changesRead;
    }

    /** Whether profiles were ever up to date, so that plays may be given their dates. */
    boolean mayFold() {
        return changesReadOnce;
    }

    void snapshot() throws Exception {
        state.update(List.of(changesReadOnce ? epoch : -epoch));
    }
}
