package io.wrapped.bench.contest;

import io.wrapped.bench.measure.CounterReporter;
import io.wrapped.bench.measure.EndSink;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.WrappedPipeline;
import io.wrapped.jobs.WrappedPipeline.Outputs;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * The product's own job with its own sources, all plays waiting in Kafka when it starts. Kafka's
 * processor time is its own process's and not counted. It ends when every play has been folded, for
 * which reviews come sooner than by default.
 */
final class WrappedFromKafka implements Contestant {
    private static final Duration REVIEW_INTERVAL = Duration.ofSeconds(10);

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        WrappedUpdates.reset();
        Path kafkaFolder = folder.resolveSibling(folder.getFileName() + "-kafka");
        FileUtils.deleteDirectory(kafkaFolder.toFile());
        try (KafkaTopics kafka = KafkaTopics.start(kafkaFolder)) {
            kafka.load(workload);
            Configuration options = kafka.options();
            options.set(ListenerOptions.REVIEW_INTERVAL, REVIEW_INTERVAL);
            Figures figures =
                    new MeasuredJob(folder, new Configuration())
                            .runUntil(
                                    () -> folded() >= workload.plays(),
                                    environment -> add(environment, options));
            return figures.putAll(WrappedFromFiles.counted()).putAll(WrappedUpdates.figures());
        } finally {
            FileUtils.deleteDirectoryQuietly(kafkaFolder.toFile());
        }
    }

    private static long folded() {
        return CounterReporter.sum(JobMetric.STREAMS.id())
                + CounterReporter.sum(JobMetric.DUPLICATES.id());
    }

    private static void add(StreamExecutionEnvironment environment, Configuration options)
            throws IOException {
        Outputs outputs =
                WrappedPipeline.build(
                        WrappedJob.inputs(environment, options),
                        ListenerOptions.of(options),
                        ReviewConfig.DEFAULT);
        EndSink.add(outputs.updates(), "updates", WrappedUpdates::take);
        EndSink.add(outputs.requests(), "requests", request -> {});
        EndSink.add(outputs.deadLetters(), "dead-letters", letter -> {});
        EndSink.add(outputs.outcomes(), "outcomes", outcome -> {});
    }
}
