package io.wrapped.jobs;

import io.wrapped.operators.decode.DecodeRequestFunction;
import io.wrapped.operators.decode.Refusals;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.operators.source.RawRecordSchema;
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
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The report job: requests for stories in, stories in HBase out.
 *
 * <ol>
 *   <li>requests are read and decoded; what cannot be decoded is a dead letter;
 *   <li>{@link StoryFunction} skips what is paid for, asks the model, checks, stores;
 *   <li>stories that failed go to a topic of their own, whole, so that they can be asked for again.
 * </ol>
 *
 * Its options are those of {@link KafkaOptions}, {@code topics.}, {@code hbase.} and {@code
 * story.}.
 */
public final class ReportJob {
    /** Name of the job in Flink. */
    public static final String NAME = "wrapped-reports";

    private ReportJob() {}

    public static void main(String[] args) throws Exception {
        Configuration options = JobEnvironment.options(args);
        StreamExecutionEnvironment environment = JobEnvironment.open(options);
        add(environment, options);
        environment.execute(NAME);
    }

    /** Adds the job between Kafka, the model and HBase to an environment. */
    public static void add(StreamExecutionEnvironment environment, Configuration options) {
        Topics topics = Topics.from(options);
        String servers = KafkaOptions.bootstrapServers(options);
        Map<String, String> properties = options.get(KafkaOptions.PROPERTIES);
        StorySettings settings = StorySettings.of(options);

        SingleOutputStreamOperator<ReportRequest> requests =
                environment
                        .fromSource(
                                source(options, topics.reportRequests()),
                                WatermarkStrategy.noWatermarks(),
                                "Kafka: report requests")
                        .uid("requests-from-kafka")
                        .process(new DecodeRequestFunction())
                        .uid("decode-requests")
                        .name("Decode requests");
        ResourceFactory<ModelClient> models = () -> new HttpModelClient(settings);
        ResourceFactory<StoryStore> stores = () -> new HBaseStoryStore(options);
        SingleOutputStreamOperator<StoryOutcome> outcomes =
                StoryFunction.tell(requests, settings, models, stores)
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

    private static KafkaSource<RawRecord> source(Configuration options, String topic) {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(
                ConsumerConfig.GROUP_ID_CONFIG, options.get(KafkaOptions.GROUP_ID) + "-reports");
        return KafkaSource.<RawRecord>builder()
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(properties)
                .setDeserializer(new RawRecordSchema())
                .build();
    }

    private static ReportFailure failure(StoryOutcome outcome) {
        return new ReportFailure(
                outcome.request(),
                String.valueOf(outcome.cause()),
                String.valueOf(outcome.reason()),
                outcome.attempts());
    }
}
