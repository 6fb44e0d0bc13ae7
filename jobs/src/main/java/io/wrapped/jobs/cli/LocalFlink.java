package io.wrapped.jobs.cli;

import io.wrapped.jobs.JobEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;

/**
 * Flink in this process, with RocksDB, checkpoints and a web interface on the loopback address. A
 * job goes on from its last savepoint or checkpoint below the folder, whichever is newer.
 */
final class LocalFlink implements AutoCloseable {
    private static final int PARALLELISM = 2;
    private static final Duration STOP = Duration.ofMinutes(1);

    /** How old may be what the web interface, and `wrapped status`, show. */
    private static final Duration METRICS = Duration.ofSeconds(1);

    private static final String CHECKPOINTS = "checkpoints";
    private static final String SAVEPOINTS = "savepoints";

    private final Path folder;
    private final MiniCluster cluster;
    private final Map<String, JobID> jobs = new LinkedHashMap<>();

    /** Adds a job to an environment. */
    @FunctionalInterface
    interface Job {
        void addTo(StreamExecutionEnvironment environment) throws IOException;
    }

    private LocalFlink(Path folder, MiniCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    /**
     * Starts a cluster without jobs.
     *
     * @param webPort of the web interface, 0: one that is free
     */
    static LocalFlink start(Path folder, int webPort) throws CommandException, IOException {
        Files.createDirectories(folder);
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS);
        configuration.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                Files.createDirectories(folder.resolve(SAVEPOINTS)).toUri().toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(
                CoreOptions.TMP_DIRS, Files.createDirectories(folder.resolve("tmp")).toString());
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(2 * PARALLELISM)
                                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw new CommandException("Flink did not start: " + Reasons.of(e), e);
        }
        return new LocalFlink(folder, cluster);
    }

    /** Builds and starts a job, from where it stood when it ran below this folder before. */
    void submit(String name, Job job) throws CommandException, IOException {
        Path state = folder.resolve(name);
        Configuration configuration = new Configuration();
        JobEnvironment.pin(configuration);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(RocksDBNativeMetricOptions.ESTIMATE_NUM_KEYS, true);
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.resolve(CHECKPOINTS).toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        // Store versions are by the second of the start.
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofSeconds(1));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(PARALLELISM);
        job.addTo(environment);
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        newestState(state)
                .ifPresent(
                        path ->
                                graph.setSavepointRestoreSettings(
                                        SavepointRestoreSettings.forPath(path.toUri().toString())));
        try {
            jobs.put(name, cluster.submitJob(graph).get().getJobID());
        } catch (ExecutionException e) {
            throw new CommandException("job " + name + " did not start: " + Reasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while starting job " + name, e);
        }
    }

    /** Where the web interface is. */
    String address() throws CommandException {
        try {
            return cluster.getRestAddress().get().toString();
        } catch (ExecutionException e) {
            throw new CommandException("Flink has no web interface: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /**
     * Checks that no job has failed for good.
     *
     * @throws CommandException naming the job and its cause
     */
    void check() throws CommandException {
        for (Map.Entry<String, JobID> job : jobs.entrySet()) {
            try {
                JobStatus status = cluster.getJobStatus(job.getValue()).get();
                if (status == JobStatus.FAILED) {
                    throw new CommandException(
                            "job "
                                    + job.getKey()
                                    + " failed: "
                                    + cluster.requestJobResult(job.getValue())
                                            .get()
                                            .getSerializedThrowable()
                                            .map(Throwable::getMessage)
                                            .orElse("no cause is known"));
                }
            } catch (ExecutionException e) {
                throw new CommandException("job " + job.getKey() + " is gone: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
            }
        }
    }

    /** Stops all jobs, each with a savepoint, which takes the place of all earlier ones. */
    void suspend() throws CommandException {
        for (Map.Entry<String, JobID> job : jobs.entrySet()) {
            Path state = folder.resolve(job.getKey());
            try {
                String savepoint =
                        cluster.stopWithSavepoint(
                                        job.getValue(),
                                        state.resolve(SAVEPOINTS).toUri().toString(),
                                        false,
                                        SavepointFormatType.CANONICAL)
                                .get(STOP.toMillis(), TimeUnit.MILLISECONDS);
                forgetAllBut(Path.of(URI.create(savepoint)), state);
            } catch (ExecutionException | TimeoutException e) {
                throw new CommandException(
                        "job "
                                + job.getKey()
                                + " could not be saved and will go on from its last checkpoint: "
                                + Reasons.of(e),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
            }
        }
    }

    private static void forgetAllBut(Path savepoint, Path state) {
        FileUtils.deleteDirectoryQuietly(state.resolve(CHECKPOINTS).toFile());
        File[] savepoints = state.resolve(SAVEPOINTS).toFile().listFiles();
        for (File each : savepoints == null ? new File[0] : savepoints) {
            if (!each.getName().equals(savepoint.getFileName().toString())) {
                FileUtils.deleteDirectoryQuietly(each);
            }
        }
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("Flink could not be stopped", e);
        }
    }

    private static Optional<Path> newestState(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }
}
