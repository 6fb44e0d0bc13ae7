package io.wrapped.operators.listener;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * What the tasks of {@link ListenerOperator} hold beside listeners. Whoever starts from it gets all
 * of it, in each task.
 *
 * @param starts epoch of each start, seconds, negative while the changes had not been read once
 * @param triggers encoded, that have not been told to all yet
 */
public record StoredTasks(List<Long> starts, List<byte[]> triggers) implements Serializable {
    /** The name of the starts' state, a union list. */
    public static final String STARTS = TaskStart.STATE.getName();

    /** The name of the triggers' state, a union list. */
    public static final String TRIGGERS = PendingTriggers.STATE.getName();

    /** The names of all states. */
    public static final Set<String> NAMES = Set.of(STARTS, TRIGGERS);

    public StoredTasks {
        starts = new ArrayList<>(starts);
        triggers = new ArrayList<>(triggers);
    }

    /**
     * As if no topic of changes had ever been read, so that all of them are read before a play is
     * folded.
     *
     * @param now epoch milliseconds
     */
    public static StoredTasks unread(long now) {
        return new StoredTasks(List.of(-now / 1000), List.of());
    }

    /** All of it as text, what is there twice once. */
    public SortedSet<String> described() {
        SortedSet<String> all = new TreeSet<>();
        starts.forEach(start -> all.add(STARTS + " " + start));
        triggers.forEach(one -> all.add(TRIGGERS + " " + HexFormat.of().formatHex(one)));
        return all;
    }

    /** Puts them into the state of a task. */
    public void write(OperatorStateStore store) throws Exception {
        store.getUnionListState(TaskStart.STATE).update(starts);
        store.getUnionListState(PendingTriggers.STATE).update(triggers);
    }
}
