package io.wrapped.bench.contest;

import io.wrapped.bench.measure.CounterReporter;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.ChildServer;
import io.wrapped.jobs.cli.CommandException;
import io.wrapped.jobs.cli.Installation;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.state.metric.JobMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;

/** Kafka and HBase in processes of their own, with a workload's catalogue and profiles. */
final class Service implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final ChildServer hbase;
    private final KafkaTopics kafka;

    private Service(Path folder, ChildServer hbase, KafkaTopics kafka) {
        this.folder = folder;
        this.hbase = hbase;
        this.kafka = kafka;
    }

    /**
     * Starts both and fills the topics.
     *
     * @param folder emptied, and again at the end
     */
    static Service start(Path folder, Workload workload) throws CommandException, IOException {
        FileUtils.deleteDirectory(folder.toFile());
        ChildServer hbase =
                ChildServer.start(
                        "HBase",
                        "io.wrapped.local.hbase.HBaseServer",
                        "1g",
                        List.of(
                                "--dir",
                                folder.resolve("hbase").toString(),
                                "--zookeeper-port",
                                "0"),
                        folder.resolve("logs"),
                        Installation.find());
        try {
            KafkaTopics kafka = KafkaTopics.start(folder.resolve("kafka"));
            Service service = new Service(folder, hbase, kafka);
            service.fill(workload);
            return service;
        } catch (CommandException | IOException | RuntimeException e) {
            hbase.close();
            throw e;
        }
    }

    private void fill(Workload workload) throws CommandException, IOException {
        try {
            options()
                    .set(
                            HBaseOptions.ZOOKEEPER_QUORUM,
                            hbase.awaitReady(START).getOrDefault("quorum", ""));
            HBaseTables.create(options());
            kafka.loadSideData(workload);
        } catch (CommandException | IOException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** Does something to a running job and says what came of it. */
    @FunctionalInterface
    interface Driver<T> {
        T drive() throws Exception;
    }

    /** Runs the whole job for as long as a driver takes, in a thread of its own. */
    <T> T runWhile(MeasuredJob job, Driver<T> driver) throws Exception {
        CompletableFuture<T> driven = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                driven.complete(driver.drive());
                            } catch (Throwable e) {
                                driven.completeExceptionally(e);
                            }
                        },
                        "driver");
        thread.setDaemon(true);
        thread.start();
        job.runUntil(driven::isDone, environment -> WrappedJob.add(environment, options()));
        return driven.get();
    }

    /** By which the job and readers reach it. */
    Configuration options() {
        return kafka.options();
    }

    /**
     * Waits until the job has folded so many plays, copies among them.
     *
     * @throws IllegalStateException when nothing is folded for long
     */
    static void awaitFolded(long plays) throws InterruptedException {
        long folded = 0;
        long since = System.nanoTime();
        while (folded < plays) {
            Thread.sleep(10);
            long now =
                    CounterReporter.sum(JobMetric.STREAMS.id())
                            + CounterReporter.sum(JobMetric.DUPLICATES.id());
            if (now > folded) {
                folded = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        folded
                                + " of "
                                + plays
                                + " plays were folded, and no more for "
                                + PATIENCE);
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
        hbase.close();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
}
