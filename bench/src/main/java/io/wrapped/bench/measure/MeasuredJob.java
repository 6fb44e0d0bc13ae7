package io.wrapped.bench.measure;

import io.wrapped.bench.source.PlaysRead;
import io.wrapped.bench.source.StartGate;
import io.wrapped.jobs.JobEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a bounded Flink job in this process and measures it. All jobs get the same: two tasks side
 * by side, RocksDB with the options that the project ships, incremental checkpoints, memory.
 */
public final class MeasuredJob {
    /** Tasks side by side. */
    public static final int PARALLELISM = 2;

    private static final Logger LOG = LoggerFactory.getLogger(MeasuredJob.class);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

    /**
     * Longer than any run: Flink puts the first checkpoint at random into the interval, which in a
     * run of seconds may be while everyone's year is told, and who is quicker has more plays
     * between two of them.
     */
    private static final Duration NO_INTERVAL = Duration.ofDays(1_000);

    private static final int LAST_CHECKPOINTS_MS = 300;
    private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(1344);
    private static final int CHECKPOINT_HISTORY = 10_000;

    private final Path folder;
    private final Configuration settings;
    private List<CompletedCheckpointStats> completed = List.of();

    /** Adds the job to an environment. */
    @FunctionalInterface
    public interface Job {
        void addTo(StreamExecutionEnvironment environment) throws IOException;
    }

    /**
     * Prepares a run.
     *
     * @param folder of the run's own; emptied
     * @param settings the job's own, beside those that all get
     */
    public MeasuredJob(Path folder, Configuration settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** The checkpoints of the last run, the youngest first, as far as Flink remembers them. */
    public List<CompletedCheckpointStats> completedCheckpoints() {
        return completed;
    }

    /** Runs the job until it ends by itself. */
    public Figures run(Job job) throws Exception {
        return run(null, job);
    }

    /** Runs the job until it has done what it should, then cancels it after a last checkpoint. */
    public Figures runUntil(BooleanSupplier done, Job job) throws Exception {
        return run(done, job);
    }

    private Figures run(@Nullable BooleanSupplier done, Job job) throws Exception {
        FileUtils.deleteDirectory(folder.toFile());
        Files.createDirectories(folder);
        CounterReporter.clear();
        StartGate.reset();
        PlaysRead.reset();
        EndOfWork.reset();
        RankingClock.reset();
        Configuration cluster = clusterSettings();
        FileSystem.initialize(cluster, PluginUtils.createPluginManagerFromRootFolder(cluster));
        try (MiniCluster flink =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(cluster)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .build())) {
            flink.start();
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(
                            jobSettings(done == null ? NO_INTERVAL : CHECKPOINT_INTERVAL));
            environment.setParallelism(PARALLELISM);
            job.addTo(environment);
            StreamGraph graph = environment.getStreamGraph();
            graph.setJobName("bench");
            return measure(flink, graph, done);
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private Figures measure(MiniCluster flink, StreamGraph graph, @Nullable BooleanSupplier done)
            throws Exception {
        double cpu = ProcessFigures.cpuSeconds();
        if (done != null) {
            StartGate.begin();
        }
        JobID job = flink.submitJob(graph).get().getJobID();
        if (done == null) {
            PlaysRead.every(
                    () -> {
                        var unused =
                                flink.triggerCheckpoint(job, CheckpointType.CONFIGURED)
                                        .whenComplete(MeasuredJob::sayWhyNot);
                    });
            EndOfWork.whenReached(() -> checkpointUntilEnded(flink, job));
        } else {
            awaitAndCancel(flink, job, done);
        }
        JobResult result = flink.requestJobResult(job).get();
        Figures figures =
                new Figures()
                        .put(
                                Figure.CPU_SECONDS,
                                ProcessFigures.cpuSeconds() - cpu - RankingClock.cpuSeconds())
                        .put(
                                Figure.WALL_SECONDS,
                                (EndOfWork.lastNanos() - StartGate.playsBegan()) / 1e9)
                        .put(Figure.PEAK_MIB, ProcessFigures.peakMemoryMib());
        if (result.getSerializedThrowable().isPresent()) {
            throw new IOException("the job failed", result.getSerializedThrowable().get());
        }
        return figures.putAll(
                checkpoints(flink.getExecutionGraph(job).get().getCheckpointStatsSnapshot()));
    }

    private static void sayWhyNot(@Nullable Long checkpoint, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("A checkpoint among the plays did not complete", failure);
        }
    }

    /** Tasks end with the first checkpoint that finds them finished, so it had better come soon. */
    private static void checkpointUntilEnded(MiniCluster flink, JobID job) {
        var unused =
                flink.triggerCheckpoint(job, CheckpointType.CONFIGURED)
                        .thenRunAsync(
                                () -> checkpointUntilEnded(flink, job),
                                CompletableFuture.delayedExecutor(
                                        LAST_CHECKPOINTS_MS, TimeUnit.MILLISECONDS));
    }

    private static void awaitAndCancel(MiniCluster flink, JobID job, BooleanSupplier done)
            throws Exception {
        while (!done.getAsBoolean()) {
            if (flink.getJobStatus(job).get().isTerminalState()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        EndOfWork.reached();
        flink.triggerCheckpoint(job, CheckpointType.CONFIGURED).get();
        flink.cancelJob(job).get();
    }

    private Figures checkpoints(CheckpointStatsSnapshot snapshot) throws IOException {
        completed =
                snapshot.getHistory().getCheckpoints().stream()
                        .map(AbstractCheckpointStats::getCheckpointId)
                        .map(snapshot.getHistory()::getCheckpointById)
                        .filter(CompletedCheckpointStats.class::isInstance)
                        .map(CompletedCheckpointStats.class::cast)
                        .toList();
        Figures figures =
                new Figures()
                        .put(Figure.CHECKPOINTS, completed.size())
                        .put(
                                Figure.CHECKPOINT_BYTES,
                                completed.stream()
                                        .mapToLong(CompletedCheckpointStats::getCheckpointedSize)
                                        .sum())
                        .put(
                                Figure.LONGEST_CHECKPOINT_MS,
                                completed.stream()
                                        .mapToLong(CompletedCheckpointStats::getEndToEndDuration)
                                        .max()
                                        .orElse(0));
        CompletedCheckpointStats last = snapshot.getHistory().getLatestCompletedCheckpoint();
        if (last != null && last.getExternalPath() != null) {
            CheckpointedState state =
                    CheckpointedState.of(last.getExternalPath(), folder.resolve("state"));
            figures.put(Figure.STATE_BYTES, state.compactedBytes())
                    .put(Figure.CHECKPOINTED_STATE_BYTES, state.checkpointedBytes());
        }
        return figures;
    }

    private Configuration clusterSettings() throws IOException {
        Configuration cluster = new Configuration();
        cluster.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                settings.getOptional(TaskManagerOptions.MANAGED_MEMORY_SIZE)
                        .orElse(MANAGED_MEMORY));
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        cluster.set(RestOptions.ADDRESS, "127.0.0.1");
        cluster.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        cluster.set(RestOptions.BIND_PORT, "0");
        cluster.set(
                CoreOptions.TMP_DIRS,
                Files.createDirectories(folder.resolve("tmp")).toAbsolutePath().toString());
        cluster.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CHECKPOINT_HISTORY);
        cluster.set(MetricOptions.REPORTERS_LIST, "counters");
        cluster.setString(
                "metrics.reporter.counters.factory.class", CounterReporter.Factory.class.getName());
        return cluster;
    }

    private Configuration jobSettings(Duration checkpointInterval) {
        Configuration job = new Configuration();
        JobEnvironment.pin(job);
        job.addAll(ShippedTuning.load());
        job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        job.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                KeptFileSystem.uri(folder.resolve("checkpoints")));
        job.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        job.addAll(settings);
        return job;
    }
}
