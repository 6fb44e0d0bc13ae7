package io.wrapped.jobs;

import io.wrapped.jobs.WrappedPipeline.Inputs;
import io.wrapped.jobs.WrappedPipeline.Outputs;
import io.wrapped.operators.listener.ListenerClock;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.listener.ListenerUpdate;
import io.wrapped.operators.source.BrokerTimeSource;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveSink;
import io.wrapped.sinks.hbase.HBaseSink;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.hbase.StoreMutation;
import io.wrapped.sinks.kafka.KafkaSinks;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.review.ReviewConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The wrapped job: listening in, reviews and requests for stories out. Its options are those of
 * {@link KafkaOptions}, {@code topics.}, {@code hbase.}, {@link ListenerOptions} and {@code
 * wrapped.archive}.
 */
public final class WrappedJob {
    /** Name of the job in Flink. */
    public static final String NAME = "wrapped";

    // Names of the inputs, which uids and consumer groups are made of.
    private static final String PLAYS = "plays";
    private static final String PROFILES = "profiles";
    private static final String EXCLUSIONS = "exclusions";
    private static final String CATALOGUE = "catalogue";
    private static final String CONTROL = "control";
    private static final String REPLAYS = "replays";

    private WrappedJob() {}

    public static void main(String[] args) throws Exception {
        Configuration options = JobEnvironment.options(args);
        StreamExecutionEnvironment environment = JobEnvironment.open(options);
        add(environment, options);
        environment.execute(NAME);
    }

    /**
     * Adds the job between Kafka and HBase to an environment.
     *
     * @throws IOException when Kafka does not say how many partitions the topics have
     */
    public static void add(StreamExecutionEnvironment environment, Configuration options)
            throws IOException {
        JobEnvironment.describe(
                environment,
                Map.of(
                        ListenerOptions.REVIEW_INTERVAL.key(),
                        options.get(ListenerOptions.REVIEW_INTERVAL).toMillis() + " ms"));
        Topics topics = Topics.from(options);
        Outputs outputs =
                WrappedPipeline.build(
                        inputs(environment, options),
                        ListenerOptions.of(options),
                        ReviewConfig.DEFAULT,
                        ListenerClock.PROCESSING_TIME,
                        ArchiveSink.isWanted(options),
                        playFormat(options));

        SingleOutputStreamOperator<StoreMutation> mutations =
                outputs.updates()
                        .map(WrappedJob::mutation)
                        .returns(TypeInformation.of(StoreMutation.class))
                        .uid("to-mutations")
                        .name("To mutations");
        mutations.sinkTo(new HBaseSink(options)).uid("reviews-to-hbase").name("HBase: reviews");

        String servers = KafkaOptions.bootstrapServers(options);
        Map<String, String> properties = options.get(KafkaOptions.PROPERTIES);
        outputs.requests()
                .sinkTo(KafkaSinks.reportRequests(servers, topics.reportRequests(), properties))
                .uid("requests-to-kafka")
                .name("Kafka: report requests");
        outputs.deadLetters()
                .sinkTo(KafkaSinks.deadLetters(servers, topics.deadLetters(), properties))
                .uid("dead-letters-to-kafka")
                .name("Kafka: dead letters");
        outputs.outcomes()
                .sinkTo(KafkaSinks.outcomes(servers, topics.importOutcomes(), properties))
                .uid("outcomes-to-kafka")
                .name("Kafka: import outcomes");

        archive(outputs.archivedPlays(), ArchiveKind.PLAY, options)
                .uid("plays-to-archive")
                .name("Archive: plays");
        archive(outputs.archivedProfiles(), ArchiveKind.PROFILE, options)
                .uid("profiles-to-archive")
                .name("Archive: profiles");
    }

    /** Each task finds it by its name; looked for here too, so that no job starts in vain. */
    private static String playFormat(ReadableConfig options) {
        KafkaOptions.playFormat(options);
        return options.get(KafkaOptions.PLAY_FORMAT);
    }

    /** Side by side with the sources, so that nothing is shuffled. */
    private static DataStreamSink<ArchivedRecord> archive(
            DataStream<ArchivedRecord> records, ArchiveKind kind, Configuration options) {
        return records.sinkTo(ArchiveSink.of(kind, options))
                .setParallelism(records.getParallelism());
    }

    /**
     * Adds the sources of all topics to an environment.
     *
     * @throws IOException when Kafka does not say how many partitions they have
     */
    public static Inputs inputs(StreamExecutionEnvironment environment, Configuration options)
            throws IOException {
        Topics topics = Topics.from(options);
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options))) {
            int ordering = Partitions.of(admin, topics.control());
            if (ordering != 1) {
                throw new IllegalArgumentException(
                        "topic "
                                + topics.control()
                                + " must have 1 partition, which orders triggers; it has "
                                + ordering);
            }
            int plays = Partitions.of(admin, topics.play());
            int profiles = Partitions.of(admin, topics.profile());
            int exclusions = Partitions.of(admin, topics.exclusion());
            int replays = Partitions.of(admin, topics.replay());
            // One reader of the catalogue, so that every task is sent it once and in one order.
            return new Inputs(
                    source(environment, options, topics.play(), PLAYS, plays),
                    source(environment, options, topics.profile(), PROFILES, profiles),
                    source(environment, options, topics.exclusion(), EXCLUSIONS, exclusions),
                    source(environment, options, topics.catalogue(), CATALOGUE, 1),
                    source(environment, options, topics.control(), CONTROL, 1),
                    source(environment, options, topics.replay(), REPLAYS, replays));
        }
    }

    /** The topics that it reads, each with the consumer group under which it does. */
    public static Map<String, String> groups(ReadableConfig options) {
        Topics topics = Topics.from(options);
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put(topics.play(), KafkaOptions.groupId(options, PLAYS));
        groups.put(topics.catalogue(), KafkaOptions.groupId(options, CATALOGUE));
        groups.put(topics.profile(), KafkaOptions.groupId(options, PROFILES));
        groups.put(topics.exclusion(), KafkaOptions.groupId(options, EXCLUSIONS));
        groups.put(topics.control(), KafkaOptions.groupId(options, CONTROL));
        groups.put(topics.replay(), KafkaOptions.groupId(options, REPLAYS));
        return groups;
    }

    private static DataStream<RawRecord> source(
            StreamExecutionEnvironment environment,
            Configuration options,
            String topic,
            String name,
            int mostReaders) {
        Properties properties = KafkaOptions.clientProperties(options);
        String group = KafkaOptions.groupId(options, name);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        Duration interval = options.get(KafkaOptions.WATERMARK_INTERVAL);
        Duration delay = options.get(KafkaOptions.ALLOWED_DELAY);
        BrokerTimeSource source =
                name.equals(CATALOGUE)
                        ? BrokerTimeSource.alwaysFromStart(topic, properties, interval, delay)
                        : BrokerTimeSource.resuming(
                                topic,
                                KafkaOptions.startOffsets(options, name.replaceFirst("s$", "")),
                                properties,
                                interval,
                                delay);
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Kafka: " + name)
                .setParallelism(Math.min(environment.getParallelism(), mostReaders))
                .uid(name + "-from-kafka");
    }

    private static StoreMutation mutation(ListenerUpdate update) {
        String content = new String(update.content(), StandardCharsets.UTF_8);
        return switch (update.type()) {
            case REVIEW ->
                    StoreMutation.putReview(
                            update.userId(),
                            update.year(),
                            slot(update),
                            content,
                            update.version());
            case REVIEW_GONE ->
                    StoreMutation.deleteReview(
                            update.userId(), update.year(), slot(update), update.version());
            case DAY ->
                    StoreMutation.putDay(
                            update.userId(), update.epochDay(), content, update.version());
            case DAY_GONE ->
                    StoreMutation.deleteDay(update.userId(), update.epochDay(), update.version());
            case ERASURE -> StoreMutation.eraseUser(update.userId(), update.version());
        };
    }

    private static Slot slot(ListenerUpdate update) {
        return Slot.valueOf(update.slot().toUpperCase(Locale.ROOT));
    }
}
