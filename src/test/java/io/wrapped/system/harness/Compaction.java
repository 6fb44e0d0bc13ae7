package io.wrapped.system.harness;

import io.wrapped.jobs.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Makes the broker compact what it would compact within a day. */
final class Compaction {
    private static final Map<String, String> EAGER =
            Map.of(
                    "segment.ms", "100",
                    "max.compaction.lag.ms", "100",
                    "min.cleanable.dirty.ratio", "0.001");

    private Compaction() {}

    static void now(ReadableConfig options, String topic) {
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                KafkaOptions.clientProperties(options),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            List<AlterConfigOp> changes =
                    EAGER.entrySet().stream()
                            .map(
                                    each ->
                                            new AlterConfigOp(
                                                    new ConfigEntry(each.getKey(), each.getValue()),
                                                    OpType.SET))
                            .toList();
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                    .all()
                    .get();
            Awaitility.await("compaction of " + topic)
                    .until(
                            () -> {
                                // A segment is closed when a further record comes.
                                for (int partition = 0;
                                        partition < producer.partitionsFor(topic).size();
                                        partition++) {
                                    producer.send(
                                            new ProducerRecord<>(
                                                    topic,
                                                    partition,
                                                    "roll".getBytes(StandardCharsets.UTF_8),
                                                    null));
                                }
                                producer.flush();
                                return isCompacted(options, topic);
                            });
        } catch (Exception e) {
            throw new AssertionError("topic " + topic + " was not compacted", e);
        }
    }

    /** Whether each key but that of the closing records stands once. */
    private static boolean isCompacted(ReadableConfig options, String topic) {
        Set<String> keys = new HashSet<>();
        for (Stored record : Stored.all(options, topic)) {
            String key = new String(record.key(), StandardCharsets.ISO_8859_1);
            if (!key.equals("roll")
                    && !keys.add(new TopicPartition(key, record.partition()).toString())) {
                return false;
            }
        }
        return true;
    }
}
