package io.wrapped.jobs;

import io.wrapped.operators.decode.DecodeRequestFunction;
import io.wrapped.operators.decode.Refusals;
import io.wrapped.operators.source.BrokerTimeSource;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.operators.story.HttpModelClient;
import io.wrapped.operators.story.ModelClient;
import io.wrapped.operators.story.ResourceFactory;
import io.wrapped.operators.story.StoryFunction;
import io.wrapped.operators.story.StoryOutcome;
import io.wrapped.operators.story.StorySettings;
import io.wrapped.sinks.hbase.HBaseStoryStore;
import io.wrapped.sinks.kafka.KafkaSinks;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ReportFailure;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.StoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The report job: requests for stories in, stories in HBase out.
 *
 * <ol>
 *   <li>requests are read, the partitions in step, and decoded; what cannot be decoded is a dead
 *       letter;
 *   <li>{@link StoryFunction} skips what is paid for, asks the model, checks, stores; while it has
 *       no room no more is read;
 *   <li>stories that failed go to a topic of their own, whole, so that they can be asked for again.
 * </ol>
 *
 * Reading and telling are one chain, which waits for the model without blocking its thread, so that
 * checkpoints never do. Its options are those of {@link KafkaOptions}, {@code topics.}, {@code
 * hbase.} and {@code story.}.
 */
public final class ReportJob {
    /** Name of the job in Flink. */
    public static final String NAME = "wrapped-reports";

    /** Name of its input, which the consumer group is made of. */
    private static final String INPUT = "reports";

    private static final Duration IN_STEP = Duration.ofSeconds(2);
    private static final Duration TOLD_EVERY = Duration.ofMillis(500);

    private ReportJob() {}

    public static void main(String[] args) throws Exception {
        Configuration options = JobEnvironment.options(args);
        StreamExecutionEnvironment environment = JobEnvironment.open(options);
        add(environment, options);
        environment.execute(NAME);
    }

    /**
     * Adds the job between Kafka, the model and HBase to an environment.
     *
     * @throws IOException when Kafka does not say how many partitions the requests have
     */
    public static void add(StreamExecutionEnvironment environment, Configuration options)
            throws IOException {
        JobEnvironment.describe(environment, Map.of());
        Topics topics = Topics.from(options);
        String servers = KafkaOptions.bootstrapServers(options);
        Map<String, String> properties = options.get(KafkaOptions.PROPERTIES);
        StorySettings settings = StorySettings.of(options);
        ResourceFactory<ModelClient> models = () -> new HttpModelClient(settings);
        ResourceFactory<StoryStore> stores = () -> new HBaseStoryStore(options);
        StoryFunction function = new StoryFunction(settings, models, stores);
        int readers =
                Math.min(
                        environment.getParallelism(),
                        Partitions.of(options, topics.reportRequests()));

        SingleOutputStreamOperator<ReportRequest> requests =
                environment
                        .fromSource(
                                source(options, topics.reportRequests()).into(function.intake()),
                                inStep(options),
                                "Kafka: report requests")
                        .setParallelism(readers)
                        .uid("requests-from-kafka")
                        .process(new DecodeRequestFunction())
                        .setParallelism(readers)
                        .uid("decode-requests")
                        .name("Decode requests");
        SingleOutputStreamOperator<StoryOutcome> outcomes =
                function.tell(withoutWatermarks(requests))
                        .setParallelism(readers)
                        .uid("tell-stories")
                        .name("Tell stories");

        DataStream<ReportFailure> failures =
                outcomes.filter(outcome -> outcome.result() == StoryOutcome.Result.FAILED)
                        .uid("failed-stories")
                        .name("Failed stories")
                        .map(ReportJob::failure)
                        .returns(TypeInformation.of(ReportFailure.class))
                        .uid("to-failures")
                        .name("To failures");
        failures.sinkTo(KafkaSinks.reportFailures(servers, topics.reportFailures(), properties))
                .uid("failures-to-kafka")
                .name("Kafka: report failures");
        requests.getSideOutput(Refusals.DEAD_LETTERS)
                .sinkTo(KafkaSinks.deadLetters(servers, topics.deadLetters(), properties))
                .uid("dead-letters-to-kafka")
                .name("Kafka: dead letters");
    }

    /** The topic that it reads, with the consumer group under which it does. */
    public static Map<String, String> groups(ReadableConfig options) {
        return Map.of(Topics.from(options).reportRequests(), KafkaOptions.groupId(options, INPUT));
    }

    private static BrokerTimeSource source(Configuration options, String topic) {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, KafkaOptions.groupId(options, INPUT));
        // A partition that has to wait goes on with what was handed over already: little.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        return BrokerTimeSource.resuming(
                topic,
                properties,
                options.get(KafkaOptions.WATERMARK_INTERVAL),
                options.get(KafkaOptions.ALLOWED_DELAY));
    }

    /**
     * No partition is read further than all others by the time at which requests were appended, so
     * that a later trigger's stories wait for those of an earlier one.
     */
    private static WatermarkStrategy<RawRecord> inStep(Configuration options) {
        // Of partitions that were read to their end, the moments at which that was asked differ.
        Duration apart = IN_STEP.plus(options.get(KafkaOptions.WATERMARK_INTERVAL).multipliedBy(2));
        return WatermarkStrategy.<RawRecord>noWatermarks()
                .withWatermarkAlignment("report-requests", apart, TOLD_EVERY);
    }

    /**
     * The async operator would answer nothing beyond a watermark before all that is ahead of it.
     */
    private static SingleOutputStreamOperator<ReportRequest> withoutWatermarks(
            SingleOutputStreamOperator<ReportRequest> requests) {
        return requests.assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
                .setParallelism(requests.getParallelism())
                .uid("requests-without-watermarks")
                .name("Requests without watermarks");
    }

    private static ReportFailure failure(StoryOutcome outcome) {
        return new ReportFailure(
                outcome.request(),
                String.valueOf(outcome.cause()),
                String.valueOf(outcome.reason()),
                outcome.attempts());
    }
}
