package io.wrapped.system.faults;

import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.harness.WriterServer;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One system with both jobs on the processes that faults are done to. */
final class Ground implements AutoCloseable {
    private static final int[] PARALLELISMS = {2, 4, 1};

    private final FlinkProcesses flink;
    private final WriterServer writer;
    private final Path jar;
    private final WrappedSystem system;
    private final FaultyModel model;
    private volatile ProcessJob wrapped;
    private volatile ProcessJob reports;
    private int rescales;

    Ground(
            FlinkProcesses flink,
            WriterServer writer,
            Path jar,
            WrappedSystem system,
            Payments payments)
            throws Exception {
        this.flink = flink;
        this.writer = writer;
        this.jar = jar;
        this.system = system;
        model = new FaultyModel(writer, payments);
        system.askModelAt(model.url());
        try {
            start(PARALLELISMS[0], "", "");
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void start(int parallelism, String ofWrapped, String ofReports) throws Exception {
        CompletableFuture<ProcessJob> starting =
                CompletableFuture.supplyAsync(
                        () -> submit(WrappedJob.class.getName(), parallelism, ofWrapped));
        reports = submit(ReportJob.class.getName(), parallelism, ofReports);
        wrapped = starting.get();
        wrapped.awaitRunning();
        reports.awaitRunning();
    }

    private ProcessJob submit(String mainClass, int parallelism, String savepoint) {
        try {
            return flink.submit(jar, mainClass, parallelism, savepoint, system.options());
        } catch (Exception e) {
            throw new IllegalStateException("cannot submit " + mainClass, e);
        }
    }

    /** Whether a checkpoint of either job is under way. */
    boolean isCheckpointing() {
        return wrapped.isCheckpointing() || reports.isCheckpointing();
    }

    /** When the report job began to run last, epoch milliseconds; 0 while nobody knows. */
    long reportsRunSince() {
        return reports.runsSince();
    }

    /** Waits until nothing that has happened so far can happen again after a restart. */
    void awaitCheckpoints() {
        long now = System.currentTimeMillis();
        Awaitility.await("checkpoints")
                .atMost(FaultRun.PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () ->
                                wrapped.lastCheckpointBegunAt() > now
                                        && reports.lastCheckpointBegunAt() > now);
    }

    /** Does it, and comes back when what was killed is there again. */
    void inflict(Schedule.Entry entry) throws Exception {
        switch (entry.fault()) {
            case TASK_MANAGER_KILLED ->
                    flink.replaceTaskManager(entry.choice() % flink.taskManagers());
            case JOB_MANAGER_KILLED -> flink.replaceJobManager();
            case BROKER_KILLED -> {
                Servers.shared().killKafka();
                Servers.shared().restartKafka();
            }
            case HBASE_KILLED -> {
                Servers.shared().killHBase();
                Servers.shared().restartHBase();
            }
            case HBASE_SLOW -> Servers.shared().pauseHBase(entry.lasts());
            case SAVEPOINT -> untilTaken(wrapped::savepoint);
            case RESCALED -> rescale();
            case WRITER_KILLED -> {
                writer.kill();
                TimeUnit.MILLISECONDS.sleep(entry.lasts().toMillis());
                writer.restart();
            }
            case MODEL_BUSY -> misbehave(FaultyModel.Mode.BUSY, entry);
            case MODEL_BROKEN -> misbehave(FaultyModel.Mode.BROKEN, entry);
            case MODEL_HALF_ANSWERS -> misbehave(FaultyModel.Mode.HALF_ANSWERS, entry);
            case MODEL_GARBAGE -> misbehave(FaultyModel.Mode.GARBAGE, entry);
            case MODEL_SILENT -> misbehave(FaultyModel.Mode.SILENT, entry);
        }
    }

    private void misbehave(FaultyModel.Mode mode, Schedule.Entry entry)
            throws InterruptedException {
        model.behave(mode);
        TimeUnit.MILLISECONDS.sleep(entry.lasts().toMillis());
        model.behave(FaultyModel.Mode.HONEST);
    }

    /** Both jobs go on at other parallelisms: 2 to 4 to 1 to 2. */
    private void rescale() throws Exception {
        rescales++;
        int parallelism = PARALLELISMS[rescales % PARALLELISMS.length];
        String ofWrapped = untilTaken(wrapped::stopWithSavepoint);
        String ofReports = untilTaken(reports::stopWithSavepoint);
        start(parallelism, ofWrapped, ofReports);
    }

    /** A job that is about to restart takes no savepoint. */
    private static String untilTaken(Callable<String> savepoint) {
        return Awaitility.await("a savepoint")
                .atMost(FaultRun.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(savepoint, path -> !path.isEmpty());
    }

    /** Waits until both jobs run, whatever was done to them. */
    void awaitRunning() {
        wrapped.awaitRunning();
        reports.awaitRunning();
    }

    @Override
    public void close() {
        // Whatever happens to one, the next seed needs the slots of both.
        for (AutoCloseable part : Arrays.asList(wrapped, reports, model)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                System.err.println("cannot close " + part + ": " + e);
            }
        }
    }
}
