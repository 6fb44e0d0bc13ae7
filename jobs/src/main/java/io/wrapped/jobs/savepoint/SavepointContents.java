package io.wrapped.jobs.savepoint;

import io.wrapped.jobs.WrappedPipeline;
import io.wrapped.operators.listener.StoredTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;

/**
 * A savepoint, canonical or native, or a retained checkpoint of the wrapped job. It is read by a
 * Flink job within this process, which restores its listeners and goes through all of them.
 */
public final class SavepointContents {
    static final OperatorIdentifier LISTENERS =
            OperatorIdentifier.forUid(WrappedPipeline.LISTENERS);

    /** More would want much memory. */
    private static final int MOST_TASKS = 8;

    private final String given;
    private final String location;
    private final CheckpointMetadata metadata;
    private final OperatorState listeners;

    private SavepointContents(
            String given, String location, CheckpointMetadata metadata, OperatorState listeners) {
        this.given = given;
        this.location = location;
        this.metadata = metadata;
        this.listeners = listeners;
    }

    /**
     * Opens a savepoint without reading its listeners yet.
     *
     * @param given its folder, or that as a URI of any file system that Flink knows
     */
    public static SavepointContents open(String given) throws SavepointException {
        String location = location(given);
        CheckpointMetadata metadata;
        try {
            metadata = SavepointLoader.loadSavepointMetadata(location);
        } catch (IOException | RuntimeException e) {
            throw new SavepointException(
                    given
                            + " is no savepoint or checkpoint that can be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return new SavepointContents(given, location, metadata, listeners(given, metadata));
    }

    private static String location(String given) throws SavepointException {
        if (given.matches("[a-z0-9]+:/.*")) {
            return given;
        }
        Path path = Path.of(given).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new SavepointException(given + ": no such file or folder");
        }
        if (Files.isDirectory(path) && !Files.exists(path.resolve("_metadata"))) {
            throw new SavepointException(
                    given
                            + " is no savepoint or checkpoint: there is no file _metadata in it;"
                            + " checkpoints are folders chk-NUMBER");
        }
        return BoundedJob.uri(path);
    }

    private static OperatorState listeners(String given, CheckpointMetadata metadata)
            throws SavepointException {
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (operator.getOperatorID().equals(LISTENERS.getOperatorId())) {
                return operator;
            }
        }
        throw new SavepointException(
                given
                        + " is of another job than the wrapped job: none of its "
                        + metadata.getOperatorStates().size()
                        + " operators has the uid \""
                        + WrappedPipeline.LISTENERS
                        + "\"");
    }

    /** That nothing would be missing from a savepoint that is made of it. */
    void checkCopyable() throws SavepointException {
        String refusal;
        try {
            refusal = CopyableState.refusal(metadata, listeners);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
        if (refusal != null) {
            throw new SavepointException(given + " " + refusal);
        }
    }

    /** By the ids of the other operators than the listeners', the bytes of their state. */
    SortedMap<String, Long> others() {
        SortedMap<String, Long> bytes = new TreeMap<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (!operator.getOperatorID().equals(LISTENERS.getOperatorId())) {
                bytes.put(operator.getOperatorID().toHexString(), operator.getStateSize());
            }
        }
        return bytes;
    }

    /** Where it is, as a URI. */
    String location() {
        return location;
    }

    /** The number of the checkpoint. */
    public long checkpointId() {
        return metadata.getCheckpointId();
    }

    /** The parallelism at which listeners were kept. */
    public int parallelism() {
        return listeners.getParallelism();
    }

    /** The greatest parallelism at which the job can go on. */
    public int maxParallelism() {
        return listeners.getMaxParallelism();
    }

    /** What is held of all listeners, counted. */
    public StateCounts counts() throws SavepointException {
        DataStream<StateCounts> each =
                read(new CountFunction(), TypeInformation.of(StateCounts.class))
                        .fullWindowPartition()
                        .reduce(StateCounts::plus);
        StateCounts all = StateCounts.NONE;
        try (CloseableIterator<StateCounts> parts = each.executeAndCollect()) {
            while (parts.hasNext()) {
                all = all.plus(parts.next());
            }
        } catch (Exception e) {
            throw unreadable(e);
        }
        return all;
    }

    /** What is held of a listener, as JSON; empty where nothing is. */
    public Optional<String> listener(String userId) throws SavepointException {
        DataStream<String> each =
                read(new ListenerFunction(userId), Types.STRING)
                        .filter(json -> !json.equals(ListenerFunction.ANOTHER));
        try (CloseableIterator<String> found = each.executeAndCollect()) {
            Optional<String> first = first(found);
            // The job ends when all of it is read.
            found.forEachRemaining(another -> {});
            return first;
        } catch (Exception e) {
            throw unreadable(e);
        }
    }

    private static Optional<String> first(Iterator<String> values) {
        return values.hasNext() ? Optional.of(values.next()) : Optional.empty();
    }

    /** What a function says of each listener, on its own. */
    <T> DataStream<T> read(KeyedStateReaderFunction<String, T> function, TypeInformation<T> type)
            throws SavepointException {
        return read(environment(), function, type);
    }

    private StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        return StreamExecutionEnvironment.createLocalEnvironment(localParallelism(), configuration);
    }

    /** How many tasks can go through it here at a time. */
    int localParallelism() {
        return Math.min(
                Math.min(Runtime.getRuntime().availableProcessors(), MOST_TASKS),
                listeners.getMaxParallelism());
    }

    /** What a function says of each listener. */
    <T> DataStream<T> read(
            StreamExecutionEnvironment environment,
            KeyedStateReaderFunction<String, T> function,
            TypeInformation<T> type)
            throws SavepointException {
        try {
            return open(environment).readKeyedState(LISTENERS, function, Types.STRING, type);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SavepointReader open(StreamExecutionEnvironment environment) throws IOException {
        return SavepointReader.read(environment, location, new EmbeddedRocksDBStateBackend());
    }

    /** What the tasks that keep listeners hold besides. */
    StoredTasks tasks() throws SavepointException {
        Set<String> names = new HashSet<>();
        listeners.getStates().forEach(task -> names.addAll(CopyableState.taskStates(task)));
        return new StoredTasks(
                union(StoredTasks.STARTS, Types.LONG),
                names.contains(StoredTasks.TRIGGERS)
                        ? union(
                                StoredTasks.TRIGGERS,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                        : List.of());
    }

    private <T> List<T> union(String state, TypeInformation<T> type) throws SavepointException {
        List<T> all = new ArrayList<>();
        try (CloseableIterator<T> entries =
                open(environment()).readUnionState(LISTENERS, state, type).executeAndCollect()) {
            entries.forEachRemaining(all::add);
        } catch (Exception e) {
            throw unreadable(e);
        }
        return all;
    }

    SavepointException unreadable(Throwable failure) {
        // Said by the serializer of a state, and by the decoder of a value.
        boolean newer =
                ExceptionUtils.findThrowableWithMessage(failure, "knows versions").isPresent();
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SavepointException(
                given
                        + (newer ? " was written by a newer release: " : " cannot be read: ")
                        + String.valueOf(root.getMessage()).lines().findFirst().orElse(""),
                failure);
    }
}
