package io.wrapped.system.harness;

import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A record as it stands on a topic. */
public record Stored(int partition, long offset, byte[] key, byte[] value) {

    /** All records of a topic, partition by partition. */
    static List<Stored> all(ReadableConfig options, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(options)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<Stored> all = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    all.add(
                            new Stored(
                                    record.partition(),
                                    record.offset(),
                                    record.key(),
                                    record.value()));
                }
            }
            return all;
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(ReadableConfig options) {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(properties);
    }

    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stored stored
                && partition == stored.partition
                && offset == stored.offset
                && Arrays.equals(key, stored.key)
                && Arrays.equals(value, stored.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
