package io.wrapped.system.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.FlinkException;

/** A job that was started on the {@link FlinkCluster}. */
public final class RunningJob implements AutoCloseable {
    private static final long PATIENCE_SECONDS = WrappedSystem.PATIENCE.toSeconds();

    private final MiniCluster cluster;
    private final JobID id;
    private final Path folder;
    private final String savepoints;

    /**
     * @param folder of its checkpoints and savepoints
     */
    RunningJob(MiniCluster cluster, JobID id, Path folder) {
        this.cluster = cluster;
        this.id = id;
        this.folder = folder;
        this.savepoints = folder.resolve("savepoints").toUri().toString();
    }

    /** How it stands. */
    public JobStatus status() throws Exception {
        return cluster.getJobStatus(id).get();
    }

    /** Fails unless it runs or is about to. */
    public void check() {
        try {
            JobStatus status = status();
            if (status.isGloballyTerminalState()) {
                throw new AssertionError("the job is " + status + cause());
            }
        } catch (Exception e) {
            throw new AssertionError("the job is gone", e);
        }
    }

    private String cause() throws Exception {
        return cluster.requestJobResult(id)
                .get()
                .getSerializedThrowable()
                .map(cause -> ": " + cause.getFullStringifiedStackTrace())
                .orElse("");
    }

    /** Stops it and gives the savepoint that it leaves. */
    public String stopWithSavepoint() throws Exception {
        String savepoint =
                cluster.stopWithSavepoint(id, savepoints, false, SavepointFormatType.CANONICAL)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        cluster.requestJobResult(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return savepoint;
    }

    /** Leaves a savepoint and goes on. */
    public String savepoint() throws Exception {
        return savepoint(SavepointFormatType.CANONICAL);
    }

    /** Leaves a savepoint of a format and goes on. */
    public String savepoint(SavepointFormatType format) throws Exception {
        return cluster.triggerSavepoint(id, savepoints, false, format)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Cancels it and gives the last checkpoint, which is retained. */
    public String cancelWithCheckpoint() throws Exception {
        close();
        try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new AssertionError("no checkpoint in " + folder))
                    .getParent()
                    .toString();
        }
    }

    /** Cancels it, if it has not ended. */
    @Override
    public void close() throws Exception {
        try {
            if (!status().isGloballyTerminalState()) {
                cluster.cancelJob(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                cluster.requestJobResult(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof FlinkException)) {
                throw e;
            }
        }
    }
}
