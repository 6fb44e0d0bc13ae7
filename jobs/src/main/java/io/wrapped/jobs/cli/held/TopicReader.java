package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from their first record to what was their last when it began. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Takes records, those of a partition in order. */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        /** Takes one. */
        void visit(HeldRecord record) throws E;
    }

    private final ReadableConfig options;

    public TopicReader(ReadableConfig options) {
        this.options = options;
    }

    <E extends Exception> void read(String topic, Visitor<E> visitor) throws E {
        read(topic, null, Map.of(), visitor);
    }

    /**
     * Reads a part of a topic.
     *
     * @param since appended from this broker time on, epoch milliseconds; null: all
     * @param offsets where partitions are read from at the earliest
     */
    public <E extends Exception> void read(
            String topic, @Nullable Long since, Map<Integer, Long> offsets, Visitor<E> visitor)
            throws E {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> read =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(read);
            Map<TopicPartition, Long> ends = consumer.endOffsets(read);
            seek(consumer, read, ends, since);
            for (TopicPartition partition : read) {
                long from = offsets.getOrDefault(partition.partition(), 0L);
                long end = ends.getOrDefault(partition, 0L);
                if (consumer.position(partition) < from) {
                    consumer.seek(partition, Math.min(from, end));
                }
            }
            long heard = System.nanoTime();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    visitor.visit(HeldRecord.of(record));
                    heard = System.nanoTime();
                }
                if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException(
                            "no record of topic %s for %d s"
                                    .formatted(topic, PATIENCE.toSeconds()));
                }
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            @Nullable Long since) {
        if (since == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) ->
                                consumer.seek(
                                        partition,
                                        found == null
                                                ? ends.getOrDefault(partition, 0L)
                                                : found.offset()));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // Where retention moves the beginning meanwhile, reading goes on at the new one.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties);
    }
}
