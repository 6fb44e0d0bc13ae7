package io.wrapped.jobs.cli.doctor;

import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer group has not read of a topic, by what it committed.
 *
 * @param records at most so many: offsets, of which not every one has a record
 * @param lost at most so many that are gone were not read
 * @param committed whether the group has ever read of it
 * @param oldest since when the first of them waits; null where there is none
 */
record Unread(String group, long records, long lost, boolean committed, @Nullable Duration oldest) {
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * Asks the brokers, and reads the first record of each partition that is not read. Commits
     * nothing.
     *
     * @param patience for how long records are waited for
     */
    static Unread of(ReadableConfig options, String topic, String group, Duration patience) {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Nobody is to be moved by a look: where an offset is gone, reading begins at what is left.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1024");
        properties.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic)
                    .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(new HashSet<>(partitions));
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> from = new HashMap<>(beginnings);
            committed.forEach(
                    (partition, offset) -> {
                        if (offset != null) {
                            from.merge(partition, offset.offset(), Math::max);
                        }
                    });
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long records = 0;
            Set<TopicPartition> waiting = new HashSet<>();
            for (TopicPartition partition : partitions) {
                long left = ends.getOrDefault(partition, 0L) - from.getOrDefault(partition, 0L);
                if (left > 0) {
                    records += left;
                    waiting.add(partition);
                }
            }
            boolean any = committed.values().stream().anyMatch(offset -> offset != null);
            Long first = first(consumer, waiting, from, ends, patience);
            return new Unread(
                    group,
                    records,
                    lost(committed, beginnings, ends),
                    any,
                    first == null
                            ? null
                            : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - first)));
        }
    }

    /** Offsets that were not read and are not there any more. */
    static long lost(
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        long lost = 0;
        for (Map.Entry<TopicPartition, Long> each : beginnings.entrySet()) {
            OffsetAndMetadata read = committed.get(each.getKey());
            long gone = read == null ? 0 : each.getValue() - read.offset();
            // A transaction ends with an offset of its own, which nobody reads.
            boolean mark = gone == 1 && each.getValue().equals(ends.get(each.getKey()));
            lost += mark ? 0 : Math.max(0, gone);
        }
        return lost;
    }

    /** The time of the earliest record from some offsets up to others; null: there is none. */
    private static @Nullable Long first(
            KafkaConsumer<byte[], byte[]> consumer,
            Set<TopicPartition> waiting,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Duration patience) {
        Long first = null;
        Set<TopicPartition> left = new HashSet<>(waiting);
        consumer.assign(left);
        left.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        long deadline = System.nanoTime() + patience.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (left.contains(partition)
                        && record.offset() < ends.getOrDefault(partition, 0L)) {
                    first =
                            first == null
                                    ? record.timestamp()
                                    : Math.min(first, record.timestamp());
                }
                left.remove(partition);
            }
            // Offsets at the end may have no records.
            left.removeIf(
                    partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            consumer.assign(left);
        }
        return first;
    }
}
