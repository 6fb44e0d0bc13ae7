package io.wrapped.system.harness;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
    private final String savepoints;

    RunningJob(MiniCluster cluster, JobID id, String savepoints) {
        this.cluster = cluster;
        this.id = id;
        this.savepoints = savepoints;
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
        return cluster.triggerSavepoint(id, savepoints, false, SavepointFormatType.CANONICAL)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
