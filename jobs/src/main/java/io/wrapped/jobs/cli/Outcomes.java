package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the job says of the records of one import. Each record counts once, by its first outcome,
 * however often a restart of the job repeats it.
 */
final class Outcomes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String importId;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<Integer, LongSet>> seen = new HashMap<>();
    private final Set<Integer> doneSubtasks = new HashSet<>();
    private final Map<String, Long> told = new HashMap<>();
    private int subtasks;
    private long triggerOffset = -1;
    private boolean triggerDone;

    Outcomes(String importId, Configuration options) {
        this.importId = importId;
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer = new KafkaConsumer<>(properties);
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.from(options).importOutcomes()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        // Nothing of this import can stand before now.
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    /**
     * Hears for a moment what the job says.
     *
     * @param play gets the first outcome of each play, profile, exclusion and catalogue record
     * @return how many records were heard of for the first time
     */
    int poll(Consumer<Outcome> play) {
        int heard = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Outcome outcome = decode(record);
            if (!outcome.importId().equals(importId)) {
                continue;
            }
            boolean ofTrigger = outcome.result() == Result.TOLD || outcome.result() == Result.DONE;
            if (ofTrigger && outcome.offset() != triggerOffset) {
                // A restart of the job repeats what an earlier trigger had done.
                continue;
            }
            if (outcome.result() == Result.TOLD) {
                told.merge(String.valueOf(outcome.userId()), outcome.version(), Math::max);
            } else if (outcome.result() == Result.DONE) {
                if (outcome.subtasks() != subtasks) {
                    // The job went on at another parallelism: its new subtasks begin the walk anew.
                    subtasks = outcome.subtasks();
                    doneSubtasks.clear();
                }
                doneSubtasks.add(outcome.subtask());
                triggerDone |= doneSubtasks.size() == outcome.subtasks();
            } else if (isFirst(outcome)) {
                heard++;
                play.accept(outcome);
            }
        }
        return heard;
    }

    /** Whether all subtasks have told their users of the trigger. */
    boolean triggerDone() {
        return triggerDone;
    }

    /** The users whom the trigger told, with the version of what was written. */
    Map<String, Long> told() {
        return told;
    }

    /** Listens for what becomes of the trigger at that offset, and forgets the last one. */
    void awaitTrigger(long offset) {
        triggerOffset = offset;
        triggerDone = false;
        doneSubtasks.clear();
        told.clear();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isFirst(Outcome outcome) {
        return seen.computeIfAbsent(outcome.topic(), topic -> new HashMap<>())
                .computeIfAbsent(outcome.partition(), partition -> new LongOpenHashSet())
                .add(outcome.offset());
    }

    private static Outcome decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ProtoRecords.outcome(record.value());
        } catch (RefusedException e) {
            throw new IllegalStateException(
                    "an outcome at "
                            + record.topic()
                            + "/"
                            + record.partition()
                            + "/"
                            + record.offset()
                            + " cannot be read: "
                            + e.reason(),
                    e);
        }
    }
}
