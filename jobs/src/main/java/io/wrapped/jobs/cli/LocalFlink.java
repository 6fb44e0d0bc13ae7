package io.wrapped.jobs.cli;

import io.wrapped.jobs.JobEnvironment;
import java.io.IOException;
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
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Flink in this process, with RocksDB, checkpoints and a web interface on the loopback address. A
 * job goes on from its last savepoint or checkpoint below the folder, whichever is newer.
 */
final class LocalFlink implements AutoCloseable {
    private static final int PARALLELISM = 2;
    private static final Duration STOP = Duration.ofMinutes(1);

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

    static LocalFlink start(Path folder) throws CommandException, IOException {
        Files.createDirectories(folder);
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(
                org.apache.flink.configuration.CoreOptions.TMP_DIRS,
                Files.createDirectories(folder.resolve("tmp")).toString());
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
            throw new CommandException("Flink did not start: " + e.getMessage(), e);
        }
        return new LocalFlink(folder, cluster);
    }

    /** Builds and starts a job, from where it stood when it ran below this folder before. */
    void submit(String name, Job job) throws CommandException, IOException {
        Path state = folder.resolve(name);
        Configuration configuration = new Configuration();
        JobEnvironment.pin(configuration);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.resolve("checkpoints").toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
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
            throw new CommandException("job " + name + " did not start: " + e.getCause(), e);
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

    /** Stops all jobs, each with a savepoint. */
    void suspend() throws CommandException {
        for (Map.Entry<String, JobID> job : jobs.entrySet()) {
            try {
                cluster.stopWithSavepoint(
                                job.getValue(),
                                folder.resolve(job.getKey())
                                        .resolve("savepoints")
                                        .toUri()
                                        .toString(),
                                false,
                                SavepointFormatType.CANONICAL)
                        .get(STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new CommandException(
                        "job " + job.getKey() + " could not be saved: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted", e);
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
