package io.wrapped.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.local.ServerJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerITCase {
    private static final TopicPartition TOPIC = new TopicPartition("t", 0);

    @TempDir private Path dir;

    @Test
    void recordsSurviveAKill() throws Exception {
        String port;
        try (ServerJvm server = start("--port", "0")) {
            String bootstrap = server.ready().get("bootstrap");
            port = bootstrap.substring(bootstrap.indexOf(':') + 1);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            }
            send(bootstrap, "before");
            server.kill();
        }
        try (ServerJvm server = start("--port", port)) {
            String bootstrap = server.ready().get("bootstrap");
            assertThat(bootstrap).isEqualTo("127.0.0.1:" + port);
            send(bootstrap, "after");
            assertThat(values(bootstrap)).containsExactly("before", "after");
            assertThat(server.endInput()).isZero();
            assertThat(server.furtherOutput()).isEmpty();
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void takenPortIsToldInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerJvm server = start("--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo(
                            "kafka: port %d of 127.0.0.1 is taken%n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void folderThatCannotBeWrittenIsToldInOneLine() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        try (ServerJvm server = ServerJvm.start(KafkaServer.class, "--dir", file + "/x")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("kafka: cannot write to folder " + file + "/x: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void folderInUseIsToldInOneLine() throws Exception {
        try (ServerJvm first = start()) {
            first.ready();
            try (ServerJvm second = start()) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors())
                        .isEqualTo("kafka: folder %s is in use by another server%n".formatted(dir));
            }
            assertThat(first.terminate()).isEqualTo(143);
        }
    }

    @Test
    void wrongUsageHasItsOwnCode() throws Exception {
        try (ServerJvm server = start("--bort", "1")) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.errors()).startsWith("kafka: unknown option '--bort'; usage: ");
        }
    }

    private ServerJvm start(String... more) throws IOException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--dir";
        arguments[1] = dir.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return ServerJvm.start(KafkaServer.class, arguments);
    }

    private static void send(String bootstrap, String value) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", 0, 1L, "key", value)).get();
        }
    }

    /** The values so far, all of which bear the broker's time and not the producer's. */
    private static List<String> values(String bootstrap) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            List<ConsumerRecord<String, String>> records =
                    consumer.poll(Duration.ofSeconds(20)).records(TOPIC);
            assertThat(records)
                    .allMatch(record -> record.timestampType() == TimestampType.LOG_APPEND_TIME);
            return records.stream().map(ConsumerRecord::value).toList();
        }
    }
}
