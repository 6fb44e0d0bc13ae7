package io.wrapped.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.ReportFailure;
import io.wrapped.state.contract.ReportRequest;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The sinks of what the jobs write to topics: at least once, acknowledged by all replicas in sync.
 * What is written twice is the same twice, key included.
 */
public final class KafkaSinks {
    private KafkaSinks() {}

    /** Records that could not be used, keyed by where they were read. */
    public static KafkaSink<DeadLetter> deadLetters(
            String bootstrapServers, String topic, Map<String, String> properties) {
        return sink(
                bootstrapServers,
                topic,
                properties,
                letter -> letter.topic() + "/" + letter.partition() + "/" + letter.offset(),
                null,
                ProtoRecords::bytes);
    }

    /**
     * Requests for stories, keyed by user and day: a later one of a day replaces an earlier one,
     * whose story it would replace too. A user's stay in order in the user's partition.
     */
    public static KafkaSink<ReportRequest> reportRequests(
            String bootstrapServers, String topic, Map<String, String> properties) {
        return sink(
                bootstrapServers,
                topic,
                properties,
                request -> UserKeys.ofDay(request.userId(), request.epochDay()),
                (request, partitions) -> UserKeys.partition(request.userId(), partitions),
                ProtoRecords::bytes);
    }

    /** What became of imported records, keyed by import. */
    public static KafkaSink<Outcome> outcomes(
            String bootstrapServers, String topic, Map<String, String> properties) {
        return sink(
                bootstrapServers, topic, properties, Outcome::importId, null, ProtoRecords::bytes);
    }

    /** Stories that could not be written, keyed by user and day. */
    public static KafkaSink<ReportFailure> reportFailures(
            String bootstrapServers, String topic, Map<String, String> properties) {
        return sink(
                bootstrapServers,
                topic,
                properties,
                failure -> UserKeys.ofDay(failure.request().userId(), failure.request().epochDay()),
                (failure, partitions) -> UserKeys.partition(failure.request().userId(), partitions),
                ProtoRecords::bytes);
    }

    /** Chooses a partition of so many. */
    @FunctionalInterface
    private interface Partitioning<T> extends Serializable {
        int of(T element, int partitions);
    }

    /**
     * @param partitioning null to have the producer choose by the key
     */
    private static <T> KafkaSink<T> sink(
            String bootstrapServers,
            String topic,
            Map<String, String> properties,
            SerializableFunction<T, String> key,
            @Nullable Partitioning<T> partitioning,
            SerializableFunction<T, byte[]> value) {
        Properties producer = new Properties();
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                String.valueOf(TopicSpec.LARGEST_DEAD_LETTER));
        producer.putAll(properties);
        KafkaRecordSerializationSchema<T> schema =
                (element, context, timestamp) ->
                        new ProducerRecord<>(
                                topic,
                                partitioning == null
                                        ? null
                                        : partitioning.of(
                                                element,
                                                context.getPartitionsForTopic(topic).length),
                                key.apply(element).getBytes(UTF_8),
                                value.apply(element));
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(schema)
                .build();
    }
}
