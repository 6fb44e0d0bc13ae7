package io.wrapped.operators.listener;

import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/** The keys of a subtask's listeners. */
final class ListenerKeys {
    private final KeyedStateBackend<String> backend;
    private final TaskInfo task;

    ListenerKeys(KeyedStateBackend<String> backend, TaskInfo task) {
        this.backend = backend;
        this.task = task;
    }

    /**
     * All of them, some twice: those whose plays were never folded have no other state yet. On
     * RocksDB a snapshot; close it.
     */
    Stream<String> all() {
        return Stream.concat(known(), pending());
    }

    /** The keys of those who have a state of their own. On RocksDB a snapshot; close it. */
    Stream<String> known() {
        return backend.getKeys(ListenerState.LISTENER.getName(), VoidNamespace.INSTANCE);
    }

    /** The keys of those whose plays or review wait in state. On RocksDB a snapshot; close it. */
    Stream<String> pending() {
        return backend.getKeys(ListenerState.PENDING.getName(), VoidNamespace.INSTANCE);
    }

    /** The keys of those who are being built anew. On RocksDB a snapshot; close it. */
    Stream<String> replays() {
        return backend.getKeys(ReplayState.MARK.getName(), VoidNamespace.INSTANCE);
    }

    /** How much of this subtask's keys lies before a user's, from 0 to 1, by key groups. */
    double shareBefore(String userId) {
        KeyGroupRange range =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        int group =
                KeyGroupRangeAssignment.assignToKeyGroup(
                        userId, task.getMaxNumberOfParallelSubtasks());
        return (double) (group - range.getStartKeyGroup()) / range.getNumberOfKeyGroups();
    }

    /** Whether a user's key is one of this subtask, known or not. */
    boolean isHere(String userId) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        userId,
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask();
    }
}
