package io.wrapped.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.local.ServerJvm;
import io.wrapped.sinks.kafka.KafkaSinks;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.sinks.kafka.UserKeys;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminITCase {
    @TempDir private static Path dir;

    private static ServerJvm server;
    private static String bootstrap;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        server = ServerJvm.start(KafkaServer.class, "--dir", dir.toString());
        bootstrap = server.ready().get("bootstrap");
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        server.close();
    }

    @Test
    void createsEveryTopicOnceAndAsTheJobsNeedIt() throws Exception {
        Configuration options = options("a-");
        TopicAdmin.create(bootstrap, options, Map.of());
        TopicAdmin.create(bootstrap, options, Map.of());
        assertThat(config("a-catalogue").get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config("a-catalogue").get("message.timestamp.type").value())
                .isEqualTo("LogAppendTime");
        assertThat(config("a-play").get("retention.ms").value())
                .isEqualTo(String.valueOf(Duration.ofDays(400).toMillis()));
        assertThat(config("a-import-outcomes").get("retention.ms").value())
                .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
        for (String erasable :
                List.of("a-report-requests", "a-dead-letters", "a-report-failures")) {
            assertThat(config(erasable).get("cleanup.policy").value()).isEqualTo("compact,delete");
            assertThat(config(erasable).get("max.compaction.lag.ms").value())
                    .isEqualTo(String.valueOf(Duration.ofDays(1).toMillis()));
        }
        assertThat(partitions("a-play")).isEqualTo(3);
        assertThat(partitions("a-control")).isEqualTo(1);
    }

    @Test
    void topicsThatDifferAreNamed() throws Exception {
        NewTopic control =
                new NewTopic("b-control", 2, (short) 1)
                        .configs(Map.of("message.timestamp.type", "CreateTime"));
        NewTopic profile = new NewTopic("b-profile", 5, (short) 1);
        admin.createTopics(List.of(control, profile)).all().get();
        assertThatThrownBy(() -> TopicAdmin.create(admin, options("b-")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "existing topics differ from what is needed: topic b-profile has"
                                + " cleanup.policy delete, needed compact; topic b-control has 2"
                                + " partitions, needed 1; topic b-control has"
                                + " message.timestamp.type CreateTime, needed LogAppendTime");
    }

    @Test
    void whatTheJobsTellArrivesUnderItsKey() throws Exception {
        Configuration options = options("c-");
        TopicAdmin.create(admin, options);
        Topics topics = Topics.from(options);
        byte[] large = new byte[1 << 20];
        DeadLetter letter = new DeadLetter("play", 3, 7L, "no user_id", null, large, 5L);
        ReportRequest request =
                new ReportRequest(
                        "u",
                        2025,
                        20_000,
                        "BIRTHDAY",
                        "{}",
                        "en",
                        9L,
                        List.of(20_000),
                        "c",
                        Trigger.Purpose.FINAL);
        Outcome outcome = Outcome.of("i", "play", 0, 1L, Outcome.Result.STREAM, null);

        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1);
        environment
                .fromData(letter)
                .sinkTo(KafkaSinks.deadLetters(bootstrap, topics.deadLetters(), Map.of()));
        environment
                .fromData(request)
                .sinkTo(KafkaSinks.reportRequests(bootstrap, topics.reportRequests(), Map.of()));
        environment
                .fromData(outcome)
                .sinkTo(KafkaSinks.outcomes(bootstrap, topics.importOutcomes(), Map.of()));
        environment.execute();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.play(), "u".getBytes(UTF_8), new byte[1]));
        }

        ConsumerRecord<String, byte[]> readLetter = only(topics.deadLetters());
        assertThat(readLetter.key()).isEqualTo("play/3/7");
        assertThat(ProtoRecords.deadLetter(readLetter.value()))
                .usingRecursiveComparison()
                .isEqualTo(letter);
        ConsumerRecord<String, byte[]> readRequest = only(topics.reportRequests());
        assertThat(readRequest.key()).isEqualTo("u\u001f20241004");
        assertThat(readRequest.partition()).isEqualTo(UserKeys.partition("u", 3));
        assertThat(only(topics.play()).partition()).isEqualTo(readRequest.partition());
        assertThat(ProtoRecords.reportRequest(readRequest.value())).isEqualTo(request);
        ConsumerRecord<String, byte[]> readOutcome = only(topics.importOutcomes());
        assertThat(readOutcome.key()).isEqualTo("i");
        assertThat(ProtoRecords.outcome(readOutcome.value())).isEqualTo(outcome);
    }

    private static Configuration options(String prefix) {
        Configuration options = new Configuration();
        options.set(TopicOptions.PARTITIONS, 3);
        for (var name :
                List.of(
                        TopicOptions.PLAY,
                        TopicOptions.CATALOGUE,
                        TopicOptions.PROFILE,
                        TopicOptions.EXCLUSION,
                        TopicOptions.CONTROL,
                        TopicOptions.REPORT_REQUESTS,
                        TopicOptions.DEAD_LETTERS,
                        TopicOptions.REPORT_FAILURES,
                        TopicOptions.IMPORT_OUTCOMES)) {
            options.set(name, prefix + name.defaultValue());
        }
        return options;
    }

    private static ConsumerRecord<String, byte[]> only(String topic) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    List.of(
                            new TopicPartition(topic, 0),
                            new TopicPartition(topic, 1),
                            new TopicPartition(topic, 2)));
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(20)).forEach(records::add);
            assertThat(records).hasSize(1);
            return records.get(0);
        }
    }

    private static Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private static int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }
}
