package io.wrapped.operators.listener;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * What the tasks of {@link ListenerOperator} hold beside listeners. Whoever starts from it gets all
 * of it, in each task, and takes what is there twice once.
 *
 * @param starts epoch of each start, seconds, negative while the changes had not been read once
 * @param triggers encoded, that have not been told to all yet
 */
public record StoredTasks(List<Long> starts, List<byte[]> triggers) implements Serializable {
    /** The name of the starts' state, a union list. */
    public static final String STARTS = TaskStart.STATE.getName();

    /** The name of the triggers' state, a union list. */
    public static final String TRIGGERS = PendingTriggers.STATE.getName();

    public StoredTasks {
        starts = new ArrayList<>(starts);
        triggers = new ArrayList<>(triggers);
    }

    /**
     * As if no topic of changes had ever been read, so that all of them are before a play is
     * folded.
     *
     * @param now epoch milliseconds
     */
    public static StoredTasks unread(long now) {
        return new StoredTasks(List.of(-now / 1000), List.of());
    }

    /** Whether profiles had been read, so that plays may be given their dates. */
    public boolean mayFold() {
        return starts.stream().allMatch(start -> start > 0);
    }

    /** Puts them into the state of a task. */
    public void write(OperatorStateStore store) throws Exception {
        store.getUnionListState(TaskStart.STATE).update(starts);
        store.getUnionListState(PendingTriggers.STATE).update(triggers);
    }
}
