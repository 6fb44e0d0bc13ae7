package io.wrapped.jobs.cli.status;

import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How much of topics the jobs have not read, by what they committed at their last checkpoint. */
final class Unread {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private Unread() {}

    /**
     * Counts offsets, of which not every one has a record: at most so much, and 0 where everything
     * was read.
     *
     * @param groups consumer groups by the topic that they read
     * @return by topic, in the order of the groups
     */
    static Map<String, Long> of(Configuration options, Map<String, String> groups)
            throws StatusException {
        Properties properties = KafkaOptions.clientProperties(options);
        String answer = Long.toString(ANSWER.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
        try (Admin admin = Admin.create(properties)) {
            List<TopicPartition> partitions = partitions(admin, List.copyOf(groups.keySet()));
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> starts = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> read = committed(admin, groups);
            Map<String, Long> unread = new LinkedHashMap<>();
            groups.forEach((topic, group) -> unread.put(topic, 0L));
            for (TopicPartition partition : partitions) {
                long from =
                        Math.max(
                                starts.getOrDefault(partition, 0L),
                                read.getOrDefault(partition, 0L));
                long left = ends.getOrDefault(partition, 0L) - from;
                unread.merge(partition.topic(), Math.max(0, left), Long::sum);
            }
            return unread;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new StatusException(
                        "Kafka lacks a topic of "
                                + String.join(", ", groups.keySet())
                                + "; `wrapped create` makes them",
                        e);
            }
            throw new StatusException("Kafka does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StatusException("interrupted", e);
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin, Map<String, String> groups)
            throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> question = new HashMap<>();
        groups.values().forEach(group -> question.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (Map<TopicPartition, OffsetAndMetadata> answer :
                admin.listConsumerGroupOffsets(question).all().get().values()) {
            answer.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
        return committed;
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(
                            partition ->
                                    partitions.add(
                                            new TopicPartition(
                                                    topic.name(), partition.partition())));
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                admin.listOffsets(question).all().get().entrySet()) {
            offsets.put(answer.getKey(), answer.getValue().offset());
        }
        return offsets;
    }
}
