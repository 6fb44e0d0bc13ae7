package io.wrapped.system.harness;

import io.wrapped.jobs.JobEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.apache.flink.metrics.prometheus.ScrapedReporter;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Flink with RocksDB in this JVM, started once for all of its tests. */
public final class FlinkCluster {
    private static final int SLOTS = 12;
    private static final Path FOLDER = Servers.FOLDER.resolve("flink");

    private final MiniCluster cluster;

    /** Adds a job to an environment. */
    @FunctionalInterface
    public interface Topology {
        void addTo(StreamExecutionEnvironment environment) throws IOException;
    }

    private FlinkCluster() throws Exception {
        Servers.deleteRecursively(FOLDER);
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                Files.createDirectories(FOLDER.resolve("savepoints")).toUri().toString());
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200));
        configuration.setString(
                "metrics.reporter.scraped.factory.class", ScrapedReporter.Factory.class.getName());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(384));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(96));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(96));
        configuration.set(
                CoreOptions.TMP_DIRS, Files.createDirectories(FOLDER.resolve("tmp")).toString());
        cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(SLOTS)
                                .build());
        cluster.start();
    }

    /** The cluster, which the first caller starts. */
    public static FlinkCluster shared() {
        return Holder.CLUSTER;
    }

    /**
     * Starts a job.
     *
     * @param name its folder of checkpoints, too
     * @param savepoint where it goes on from, empty for a new one
     */
    public RunningJob submit(String name, int parallelism, String savepoint, Topology topology)
            throws Exception {
        Path folder = FOLDER.resolve("jobs").resolve(name);
        Configuration configuration = new Configuration();
        JobEnvironment.pin(configuration);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(RocksDBNativeMetricOptions.ESTIMATE_NUM_KEYS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.setMaxParallelism(16);
        topology.addTo(environment);
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        if (!savepoint.isEmpty()) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        }
        return new RunningJob(cluster, cluster.submitJob(graph).get().getJobID(), folder);
    }

    /** Where its REST interface is. */
    public String address() throws Exception {
        return cluster.getRestAddress().get().toString();
    }

    /** Kills the TaskManager with all of its tasks and starts another one. */
    public void replaceTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    private static final class Holder {
        static final FlinkCluster CLUSTER = start();

        private static FlinkCluster start() {
            try {
                return new FlinkCluster();
            } catch (Exception e) {
                throw new IllegalStateException("Flink did not start", e);
            }
        }
    }
}
