package io.wrapped.jobs.savepoint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A bounded Flink job within this process that makes a savepoint. */
public final class BoundedJob {
    private static final int LEAST_TASKS = 3;
    private static final MemorySize MANAGED_A_TASK = MemorySize.ofMebiBytes(128);

    /** A task that sends to a sort takes 16 MiB. */
    private static final MemorySize NETWORK_A_TASK = MemorySize.ofMebiBytes(32);

    private static final Duration POLL = Duration.ofMillis(500);

    private BoundedJob() {}

    /** An environment for it. */
    public static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        int tasks = Math.max(LEAST_TASKS, parallelism);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_A_TASK.multiply(tasks));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_A_TASK.multiply(tasks));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_A_TASK.multiply(tasks));
        // With it come the counts that are shown.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, POLL);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    /**
     * Runs what was added to an environment.
     *
     * @param counts is told the accumulators now and then
     * @throws IOException with what the part of the job says that failed
     */
    public static JobExecutionResult run(
            StreamExecutionEnvironment environment,
            String name,
            Consumer<Map<String, Object>> counts)
            throws IOException {
        try {
            JobClient job = environment.executeAsync(name);
            CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
            while (true) {
                try {
                    return result.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    counts.accept(accumulators(job));
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(reason(e), e);
        }
    }

    private static Map<String, Object> accumulators(JobClient job) throws InterruptedException {
        try {
            return job.getAccumulators().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | IllegalStateException e) {
            // The job has not begun, or has just ended.
            return Map.of();
        }
    }

    /** What the part of the job says that failed, which Flink wraps in failures of its own. */
    private static String reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !(reason instanceof IOException)) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    }

    /** A path as Flink takes it: not percent-encoded, unlike what Java makes of it. */
    static String uri(Path path) {
        return "file://" + path;
    }

    /**
     * The URI of a folder that a savepoint is to be made in.
     *
     * @param given a path or a URI
     * @throws IOException when it exists already
     */
    public static String newFolder(String given) throws IOException {
        String location = given;
        if (!given.matches("[a-z0-9]+:/.*")) {
            location = uri(Path.of(given).toAbsolutePath().normalize());
        }
        org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(location);
        FileSystem files = folder.getFileSystem();
        if (files.exists(folder)) {
            throw new IOException(location + " exists already; a new folder is wanted");
        }
        return location;
    }

    /** Deletes a savepoint that is not as it should be. */
    public static void delete(String location) throws IOException {
        org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(location);
        folder.getFileSystem().delete(folder, true);
    }
}
