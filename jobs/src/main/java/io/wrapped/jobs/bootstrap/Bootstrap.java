package io.wrapped.jobs.bootstrap;

import io.wrapped.jobs.WrappedPipeline;
import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.jobs.savepoint.SavepointException;
import io.wrapped.jobs.savepoint.StateCounts;
import io.wrapped.operators.listener.FoldedListener;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded Flink job within this process that makes a savepoint of an archive:
 *
 * <ol>
 *   <li>each partition of the archive is read in the order of its offsets;
 *   <li>plays and profiles are sorted by listener, on disk where memory does not hold them;
 *   <li>each listener's history is folded at once;
 *   <li>what comes of it is written as the state of the operator that keeps listeners.
 * </ol>
 *
 * <p>The savepoint is then read back and counted.
 */
public final class Bootstrap {
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(384);
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(96);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Archive archive;
    private final String savepoint;
    private final int parallelism;
    private final int maxParallelism;
    private final boolean allowGaps;

    /**
     * What was done.
     *
     * @param savepoint as a URI
     * @param plays that were read, short ones too
     * @param copies of records, which were left out
     * @param startOffsets behind the archive's last records, as {@link
     *     io.wrapped.jobs.KafkaOptions#START_OFFSETS} wants them
     * @param state what the savepoint holds
     */
    public record Summary(
            String savepoint,
            long plays,
            long profiles,
            long copies,
            Map<String, String> startOffsets,
            StateCounts state) {}

    /**
     * @param savepoint folder to be made, or its URI
     * @param maxParallelism that of the job which is to start from it
     * @param allowGaps whether offsets may be missing from the archive
     */
    public Bootstrap(
            Archive archive,
            String savepoint,
            int parallelism,
            int maxParallelism,
            boolean allowGaps) {
        this.archive = archive;
        this.savepoint =
                savepoint.matches("[a-z0-9]+:/.*")
                        ? savepoint
                        : uri(Path.of(savepoint).toAbsolutePath().normalize());
        this.parallelism = parallelism;
        this.maxParallelism = maxParallelism;
        this.allowGaps = allowGaps;
    }

    private static String uri(Path path) {
        URI uri = path.toUri();
        return uri.toString();
    }

    /**
     * Makes the savepoint.
     *
     * @param read is told now and then how many records have been read
     * @throws IOException when the archive cannot be read, or the savepoint not be written
     */
    public Summary run(LongConsumer read) throws IOException, SavepointException {
        org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(savepoint);
        FileSystem files = folder.getFileSystem();
        if (files.exists(folder)) {
            throw new IOException(savepoint + " exists already; a new folder is wanted");
        }
        List<ArchiveSlice> slices = slices();
        if (slices.isEmpty()) {
            throw new IOException("nothing is in the archive yet");
        }
        StreamExecutionEnvironment environment = environment();
        add(environment, slices);
        JobExecutionResult result = execute(environment, read);
        long listeners = result.getAccumulatorResult(FoldHistory.LISTENERS);
        StateCounts state;
        try {
            state = SavepointContents.open(savepoint).counts();
        } catch (SavepointException e) {
            files.delete(folder, true);
            throw e;
        }
        if (state.users() != listeners) {
            files.delete(folder, true);
            throw new IOException(
                    "of %d listeners %d were written; the log says why"
                            .formatted(listeners, state.users()));
        }
        return new Summary(
                savepoint,
                result.getAccumulatorResult(ReadSlice.PLAYS),
                result.getAccumulatorResult(ReadSlice.PROFILES),
                result.getAccumulatorResult(ReadSlice.COPIES),
                startOffsets(result.getAccumulatorResult(ReadSlice.ENDS)),
                state);
    }

    private static Map<String, String> startOffsets(List<String> ends) {
        Map<String, String> offsets = new TreeMap<>();
        for (String end : ends) {
            int colon = end.lastIndexOf(':');
            offsets.put(end.substring(0, colon), end.substring(colon + 1));
        }
        return offsets;
    }

    private List<ArchiveSlice> slices() throws IOException {
        List<ArchiveSlice> slices = new ArrayList<>();
        for (ArchiveKind kind : ArchiveKind.values()) {
            for (ArchivePartition partition : archive.partitions(kind)) {
                slices.add(
                        new ArchiveSlice(
                                kind == ArchiveKind.PROFILE,
                                partition.number(),
                                partition.files().stream().map(URI::toString).toList(),
                                partition.bytes()));
            }
        }
        return slices;
    }

    private StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        // With it come the counts that are shown.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, POLL);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    private void add(StreamExecutionEnvironment environment, List<ArchiveSlice> slices) {
        DataStream<FoldedListener> listeners =
                environment
                        .fromData(slices, TypeInformation.of(ArchiveSlice.class))
                        .rebalance()
                        .flatMap(new ReadSlice(ReviewConfig.DEFAULT.streamMs(), allowGaps))
                        .returns(TypeInformation.of(HistoryRecord.class))
                        .keyBy(HistoryRecord::userId)
                        .process(new FoldHistory())
                        .returns(TypeInformation.of(FoldedListener.class));
        StateBootstrapTransformation<FoldedListener> state =
                OperatorTransformation.bootstrapWith(listeners)
                        .keyBy(FoldedListener::userId)
                        .transform(new WriteListeners());
        SavepointWriter.newSavepoint(environment, new EmbeddedRocksDBStateBackend(), maxParallelism)
                .withOperator(OperatorIdentifier.forUid(WrappedPipeline.LISTENERS), state)
                .write(savepoint);
    }

    private static JobExecutionResult execute(
            StreamExecutionEnvironment environment, LongConsumer read) throws IOException {
        try {
            JobClient job = environment.executeAsync("bootstrap");
            CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
            while (true) {
                try {
                    return result.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    read.accept(recordsRead(job));
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(reason(e), e);
        }
    }

    private static long recordsRead(JobClient job) throws InterruptedException, IOException {
        try {
            Map<String, Object> counts =
                    job.getAccumulators().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            return count(counts, ReadSlice.PLAYS) + count(counts, ReadSlice.PROFILES);
        } catch (TimeoutException | ExecutionException | IllegalStateException e) {
            // The job has not begun, or has just ended.
            return 0;
        }
    }

    private static long count(Map<String, Object> counts, String name) {
        return counts.get(name) instanceof Long count ? count : 0;
    }

    /** What the part of the job says that failed, which Flink wraps in failures of its own. */
    private static String reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !(reason instanceof IOException)) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    }
}
