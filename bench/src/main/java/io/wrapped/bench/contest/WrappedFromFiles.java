package io.wrapped.bench.contest;

import io.wrapped.bench.measure.CounterReporter;
import io.wrapped.bench.measure.EndSink;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.measure.RankingClock;
import io.wrapped.bench.source.RecordFileSource;
import io.wrapped.bench.workload.RecordFile;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.WrappedPipeline;
import io.wrapped.jobs.WrappedPipeline.Inputs;
import io.wrapped.jobs.WrappedPipeline.Outputs;
import io.wrapped.operators.listener.ListenerClock;
import io.wrapped.operators.listener.ListenerMetrics;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The product's own job between files and a sink that stores nothing. After the last play a FINAL
 * trigger tells everyone's year.
 */
final class WrappedFromFiles implements Contestant {
    private static final String COMMAND = "bench-year-end";
    private static final long AFTER_ALL =
            LocalDate.of(Workload.YEAR + 1, 1, 3).toEpochDay() * 86_400_000;

    private final boolean live;
    private final boolean withDays;

    /**
     * @param live whether reviews are kept current in the time of the records, else all plays come
     *     at once
     * @param withDays whether checksums of dates are made
     */
    WrappedFromFiles(boolean live, boolean withDays) {
        this.live = live;
        this.withDays = withDays;
    }

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        WrappedUpdates.reset();
        Path control = folder.resolveSibling(folder.getFileName() + "-control.records");
        writeTrigger(control);
        try {
            Figures figures =
                    new MeasuredJob(folder, WrappedSettings.tuning())
                            .run(environment -> add(environment, workload, control));
            return figures.putAll(counted()).putAll(WrappedUpdates.figures());
        } finally {
            Files.deleteIfExists(control);
        }
    }

    private void add(StreamExecutionEnvironment environment, Workload workload, Path control) {
        Inputs inputs =
                new Inputs(
                        RecordFileSource.plays(environment, workload),
                        RecordFileSource.other(
                                environment, "profiles", List.of(workload.profiles())),
                        RecordFileSource.other(environment, "exclusions", List.of()),
                        RecordFileSource.other(
                                environment, "catalogue", List.of(workload.catalogue())),
                        RecordFileSource.other(environment, "control", List.of(control)));
        Outputs outputs =
                WrappedPipeline.build(
                        inputs,
                        WrappedSettings.options(),
                        ReviewConfig.DEFAULT,
                        live ? ListenerClock.BROKER_TIME : ListenerClock.PROCESSING_TIME);
        EndSink.add(
                outputs.updates(),
                "updates",
                withDays ? WrappedUpdates::takeWithDays : WrappedUpdates::take);
        EndSink.add(outputs.requests(), "requests", request -> {});
        EndSink.add(
                outputs.deadLetters(),
                "dead-letters",
                letter -> {
                    throw new IllegalStateException("a play was refused: " + letter.reason());
                });
        EndSink.add(outputs.outcomes(), "outcomes", outcome -> {});
    }

    static Figures counted() {
        long streams = CounterReporter.sum(ListenerMetrics.STREAMS);
        long duplicates = CounterReporter.sum(ListenerMetrics.DUPLICATES);
        return new Figures()
                .put(Figure.PLAYS, streams + duplicates)
                .put(Figure.STREAMS, streams)
                .put(Figure.DUPLICATES, duplicates)
                .put(Figure.REVIEWS, CounterReporter.sum(ListenerMetrics.REVIEWS_COMPUTED))
                .put(Figure.REVIEWS_WRITTEN, CounterReporter.sum(ListenerMetrics.REVIEWS_WRITTEN))
                .putAll(RankingClock.figures());
    }

    private static void writeTrigger(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Trigger everyone =
                new Trigger(
                        COMMAND,
                        Workload.YEAR,
                        Math.toIntExact(LocalDate.of(Workload.YEAR, 12, 31).toEpochDay()),
                        Trigger.Scope.EVERYONE,
                        List.of(),
                        null,
                        0,
                        Trigger.Purpose.FINAL);
        try (RecordFile.Writer writer = new RecordFile.Writer(file)) {
            writer.add(
                    AFTER_ALL,
                    COMMAND.getBytes(StandardCharsets.UTF_8),
                    ProtoRecords.bytes(everyone));
        }
    }
}
