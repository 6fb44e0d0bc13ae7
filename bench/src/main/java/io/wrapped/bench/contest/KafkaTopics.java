package io.wrapped.bench.contest;

import io.wrapped.bench.workload.RecordFile;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.cli.ChildServer;
import io.wrapped.jobs.cli.CommandException;
import io.wrapped.jobs.cli.Installation;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka server in a process of its own, with a workload on its topics. */
final class KafkaTopics implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final ChildServer server;
    private final Configuration options = new Configuration();

    private KafkaTopics(ChildServer server) {
        this.server = server;
    }

    /** Starts the server and makes the topics. */
    static KafkaTopics start(Path folder) throws CommandException, IOException {
        ChildServer server =
                ChildServer.start(
                        "Kafka",
                        "io.wrapped.local.kafka.KafkaServer",
                        "512m",
                        List.of("--dir", folder.resolve("data").toString(), "--port", "0"),
                        folder.resolve("logs"),
                        Installation.find());
        KafkaTopics topics = new KafkaTopics(server);
        String bootstrap = server.awaitReady(START).getOrDefault("bootstrap", "");
        topics.options.set(KafkaOptions.BOOTSTRAP_SERVERS, bootstrap);
        topics.options.set(TopicOptions.PARTITIONS, Workload.PARTITIONS);
        topics.options.set(TopicOptions.REPLICATION_FACTOR, 1);
        TopicAdmin.create(bootstrap, topics.options, Map.of());
        return topics;
    }

    /** By which the job reaches it. */
    Configuration options() {
        return options;
    }

    /** Sends all of the workload. */
    void load(Workload workload) throws IOException {
        load(workload, true);
    }

    /** Sends the catalogue and the profiles. */
    void loadSideData(Workload workload) throws IOException {
        load(workload, false);
    }

    private void load(Workload workload, boolean plays) throws IOException {
        Topics topics = Topics.from(options);
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "50");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
        properties.put(ProducerConfig.ACKS_CONFIG, "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, workload.catalogue(), topics.catalogue(), null);
            send(producer, workload.profiles(), topics.profile(), null);
            for (int partition = 0; plays && partition < Workload.PARTITIONS; partition++) {
                send(producer, workload.plays(partition), topics.play(), partition);
            }
            producer.flush();
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            Path file,
            String topic,
            @Nullable Integer partition)
            throws IOException {
        try (RecordFile.Reader reader = new RecordFile.Reader(file, 0)) {
            while (reader.next()) {
                producer.send(new ProducerRecord<>(topic, partition, reader.key(), reader.value()));
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
