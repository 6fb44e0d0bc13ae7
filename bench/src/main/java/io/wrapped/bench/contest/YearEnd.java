package io.wrapped.bench.contest;

import io.wrapped.bench.measure.CounterReporter;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.state.metric.JobMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;

/**
 * Telling everyone's year at the rate that is shipped while plays flow, between Kafka and HBase:
 * what checkpoints take before it and meanwhile.
 */
final class YearEnd implements Contestant {
    private static final int BEFORE = 200_000;
    private static final double RATE = 5_000;
    private static final Duration USUAL = Duration.ofSeconds(45);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);
    private static final Duration REVIEW_INTERVAL = Duration.ofSeconds(10);

    /** When something began, epoch milliseconds. */
    private record Phases(long usual, long telling, long end) {}

    @Override
    public boolean wantsWarmUp() {
        // What comes before the usual checkpoints warms everything up.
        return false;
    }

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        try (Service service =
                Service.start(folder.resolveSibling(folder.getFileName() + "-servers"), workload)) {
            Configuration options = service.options();
            options.set(ListenerOptions.REVIEW_INTERVAL, REVIEW_INTERVAL);
            Configuration settings = new Configuration();
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
            MeasuredJob job = new MeasuredJob(folder, settings);
            Phases phases = service.runWhile(job, () -> drive(workload, options));
            return figures(workload, phases, job.completedCheckpoints());
        }
    }

    private static Phases drive(Workload workload, Configuration options) throws Exception {
        try (PlaySender plays = new PlaySender(workload, options)) {
            Service.awaitFolded(plays.send(BEFORE));
            long usual = System.currentTimeMillis();
            plays.sendPaced(RATE, sent -> sent < RATE * USUAL.toSeconds());
            plays.sendTrigger(WrappedFromFiles.everyonesFinal());
            // What was appended before it is awaited first.
            plays.sendPaced(RATE, sent -> told() == 0);
            long telling = System.currentTimeMillis();
            plays.sendPaced(RATE, sent -> told() < workload.users());
            return new Phases(usual, telling, System.currentTimeMillis());
        }
    }

    private static long told() {
        return CounterReporter.sum(JobMetric.LISTENERS_TOLD.id());
    }

    private static Figures figures(
            Workload workload, Phases phases, List<CompletedCheckpointStats> checkpoints) {
        long told = told();
        if (told != workload.users()) {
            throw new IllegalStateException(told + " of " + workload.users() + " users were told");
        }
        double[] usual =
                durations(checkpoints, at -> at >= phases.usual() && at < phases.telling());
        double[] telling =
                durations(checkpoints, at -> at >= phases.telling() && at < phases.end());
        return new Figures()
                .put(Figure.USERS_TOLD_UNDER_LOAD, told)
                .put(Figure.TELLING_SECONDS, (phases.end() - phases.telling()) / 1e3)
                .put(Figure.USUAL_CHECKPOINT_MS, usual[usual.length / 2])
                .put(Figure.LONGEST_USUAL_CHECKPOINT_MS, usual[usual.length - 1])
                .put(Figure.TELLING_CHECKPOINT_MS, telling[telling.length / 2])
                .put(Figure.LONGEST_TELLING_CHECKPOINT_MS, telling[telling.length - 1]);
    }

    /** Of those that were begun at some moments, ascending. */
    private static double[] durations(
            List<CompletedCheckpointStats> checkpoints, Predicate<Long> at) {
        double[] durations =
                checkpoints.stream()
                        .filter(checkpoint -> at.test(checkpoint.getTriggerTimestamp()))
                        .mapToDouble(CompletedCheckpointStats::getEndToEndDuration)
                        .sorted()
                        .toArray();
        if (durations.length == 0) {
            throw new IllegalStateException("no checkpoint was completed meanwhile");
        }
        return durations;
    }
}
