package io.wrapped.jobs.savepoint;

import io.wrapped.operators.listener.StoredListeners;
import io.wrapped.operators.listener.StoredTasks;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.AbstractIncrementalStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a savepoint holds nothing that would be missing from one that is made of it:
 * Flink leaves out what nobody asks for, and says nothing.
 */
final class CopyableState {
    private CopyableState() {}

    /**
     * Looks through a savepoint.
     *
     * @return why it cannot be copied, null where it can
     * @throws IOException when it cannot be read
     */
    static @Nullable String refusal(CheckpointMetadata metadata, OperatorState listeners)
            throws IOException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (OperatorSubtaskState task : operator.getStates()) {
                if (task.getInputChannelState().hasState()
                        || task.getResultSubpartitionState().hasState()) {
                    return "is an unaligned checkpoint, with records on their way in it: take a"
                            + " savepoint";
                }
                if (task.getRawKeyedState().hasState() || task.getRawOperatorState().hasState()) {
                    return "holds raw state, of which this release has none";
                }
                if (operator != listeners && task.getManagedKeyedState().hasState()) {
                    return "holds keyed state of other operators, of which this release has none";
                }
                if (operator != listeners && !areCopied(task)) {
                    return "shares files with other checkpoints: take a savepoint";
                }
            }
        }
        Set<String> unknown = new TreeSet<>();
        for (OperatorSubtaskState task : listeners.getStates()) {
            unknown.addAll(keyedStates(task));
            unknown.addAll(taskStates(task));
        }
        unknown.removeAll(StoredListeners.NAMES);
        unknown.removeAll(StoredTasks.NAMES);
        return unknown.isEmpty()
                ? null
                : "holds states that this release does not know, of a newer one: " + unknown;
    }

    private static boolean areCopied(OperatorSubtaskState task) {
        for (OperatorStateHandle handle : task.getManagedOperatorState()) {
            StreamStateHandle held =
                    handle instanceof OperatorStreamStateHandle stream
                            ? stream.getDelegateStateHandle()
                            : handle;
            // Others are named by where they lie, in the copy too.
            if (!(held instanceof ByteStreamStateHandle)
                    && !(held instanceof RelativeFileStateHandle)) {
                return false;
            }
        }
        return true;
    }

    /** The names of a task's states that are no listeners'. */
    static Set<String> taskStates(OperatorSubtaskState task) {
        Set<String> names = new HashSet<>();
        for (OperatorStateHandle handle : task.getManagedOperatorState()) {
            names.addAll(handle.getStateNameToPartitionOffsets().keySet());
        }
        return names;
    }

    private static Set<String> keyedStates(OperatorSubtaskState task) throws IOException {
        Set<String> names = new HashSet<>();
        for (KeyedStateHandle handle : task.getManagedKeyedState()) {
            StreamStateHandle described =
                    handle instanceof AbstractIncrementalStateHandle incremental
                            ? incremental.getMetaDataStateHandle()
                            : handle instanceof KeyGroupsStateHandle groups ? groups : null;
            if (described == null) {
                throw new IOException("keyed state of an unknown kind: " + handle.getClass());
            }
            KeyedBackendSerializationProxy<?> description =
                    new KeyedBackendSerializationProxy<>(CopyableState.class.getClassLoader());
            try (var in = described.openInputStream()) {
                description.read(new DataInputViewStreamWrapper(in));
            }
            description.getStateMetaInfoSnapshots().forEach(state -> names.add(state.getName()));
        }
        return names;
    }
}
