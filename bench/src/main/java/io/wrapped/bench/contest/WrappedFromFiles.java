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
import io.wrapped.operators.listener.ListenerUpdate;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The product's own job between files and a sink that stores nothing. After the last play a FINAL
 * trigger tells everyone's year.
 */
final class WrappedFromFiles implements Contestant {
    private static final String COMMAND = "bench-year-end";
    private static final MemorySize LITTLE_MEMORY = MemorySize.ofMebiBytes(24);
    private static final long AFTER_ALL =
            LocalDate.of(Workload.YEAR + 1, 1, 3).toEpochDay() * 86_400_000;

    private final Variant variant;
    private final Duration reviewInterval;

    /** What is made of the same listening. */
    enum Variant {
        /**
         * Plays wait until all have come and are folded then, a listener's whole year at once;
         * years are told by the trigger alone.
         */
        FOLDED,

        /** As FOLDED, in the time of the records: plays are folded when the interval is over. */
        FOLDED_ON_TIME,

        /** All plays come at once, and reviews follow. */
        BACKLOG,

        /** Reviews are kept current in the time of the records. */
        LIVE,

        /** As LIVE, with the memory for listeners that is shipped. */
        LIVE_AS_SHIPPED,

        /** As BACKLOG, with checksums of dates, which take memory. */
        CHECKED,

        /** As FOLDED, with so little memory that most of the state lies on disk only. */
        CROWDED,

        /** Nobody plays anything; what is left is the catalogue's cost. */
        CATALOGUE_ONLY
    }

    WrappedFromFiles(Variant variant) {
        this(variant, WrappedSettings.reviewInterval());
    }

    WrappedFromFiles(Variant variant, Duration reviewInterval) {
        this.variant = variant;
        this.reviewInterval = reviewInterval;
    }

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        WrappedUpdates.reset();
        Path control = folder.resolveSibling(folder.getFileName() + "-control.records");
        writeTrigger(control);
        try {
            Configuration settings = new Configuration();
            if (variant == Variant.CROWDED) {
                settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, LITTLE_MEMORY);
            }
            MeasuredJob job = new MeasuredJob(folder, settings);
            if (variant == Variant.CATALOGUE_ONLY) {
                return catalogueOnly(job, workload, folder, control);
            }
            return job.run(environment -> add(environment, workload, control))
                    .putAll(counted())
                    .putAll(WrappedUpdates.figures());
        } finally {
            Files.deleteIfExists(control);
        }
    }

    private Figures catalogueOnly(MeasuredJob job, Workload workload, Path folder, Path control)
            throws Exception {
        try (CatalogueDisk disk = new CatalogueDisk(folder)) {
            return job.run(environment -> add(environment, workload, control))
                    .put(Figure.CONTENTS, workload.contents())
                    .put(Figure.CATALOGUE_DISK_BYTES, disk.mostBytes());
        }
    }

    private void add(StreamExecutionEnvironment environment, Workload workload, Path control) {
        Inputs inputs =
                new Inputs(
                        variant == Variant.CATALOGUE_ONLY
                                ? RecordFileSource.noPlays(environment)
                                : RecordFileSource.plays(environment, workload),
                        RecordFileSource.other(
                                environment, "profiles", List.of(workload.profiles())),
                        RecordFileSource.other(environment, "exclusions", List.of()),
                        RecordFileSource.other(
                                environment, "catalogue", List.of(workload.catalogue())),
                        RecordFileSource.other(environment, "control", List.of(control)),
                        RecordFileSource.other(environment, "replays", List.of()));
        Outputs outputs =
                WrappedPipeline.build(
                        inputs,
                        variant == Variant.LIVE_AS_SHIPPED
                                ? WrappedSettings.withShippedReviewMemory(reviewInterval)
                                : WrappedSettings.options(isReviewed(), reviewInterval),
                        ReviewConfig.DEFAULT,
                        isInTimeOfRecords()
                                ? ListenerClock.BROKER_TIME
                                : ListenerClock.PROCESSING_TIME,
                        false,
                        PlayFormat.PROTOBUF);
        EndSink.add(outputs.updates(), "updates", store());
        EndSink.add(outputs.requests(), "requests", request -> {});
        EndSink.add(
                outputs.deadLetters(),
                "dead-letters",
                letter -> {
                    throw new IllegalStateException("a play was refused: " + letter.reason());
                });
        EndSink.add(outputs.outcomes(), "outcomes", outcome -> {});
    }

    private boolean isReviewed() {
        return variant != Variant.FOLDED
                && variant != Variant.FOLDED_ON_TIME
                && variant != Variant.CROWDED;
    }

    private boolean isInTimeOfRecords() {
        return variant == Variant.FOLDED_ON_TIME
                || variant == Variant.LIVE
                || variant == Variant.LIVE_AS_SHIPPED;
    }

    private EndSink.Use<ListenerUpdate> store() {
        if (!isReviewed()) {
            return WrappedUpdates::takeFinal;
        }
        return variant == Variant.CHECKED ? WrappedUpdates::takeWithDays : WrappedUpdates::take;
    }

    static Figures counted() {
        long streams = CounterReporter.sum(JobMetric.STREAMS.id());
        long duplicates = CounterReporter.sum(JobMetric.DUPLICATES.id());
        return new Figures()
                .put(Figure.PLAYS, streams + duplicates)
                .put(Figure.STREAMS, streams)
                .put(Figure.REVIEWS, CounterReporter.sum(JobMetric.REVIEWS_COMPUTED.id()))
                .put(
                        Figure.REVIEWS_CONTINUED,
                        CounterReporter.sum(JobMetric.REVIEWS_CONTINUED.id()))
                .putAll(RankingClock.figures());
    }

    private static void writeTrigger(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (RecordFile.Writer writer = new RecordFile.Writer(file)) {
            writer.add(
                    AFTER_ALL,
                    COMMAND.getBytes(StandardCharsets.UTF_8),
                    ProtoRecords.bytes(everyonesFinal()));
        }
    }

    /** A trigger that tells everyone's whole year. */
    static Trigger everyonesFinal() {
        return new Trigger(
                COMMAND,
                Workload.YEAR,
                Math.toIntExact(LocalDate.of(Workload.YEAR, 12, 31).toEpochDay()),
                Trigger.Scope.EVERYONE,
                List.of(),
                null,
                0,
                Trigger.Purpose.FINAL);
    }
}
