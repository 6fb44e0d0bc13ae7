package io.wrapped.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records, marked as an import's, and hears what becomes of each. */
public final class Feed implements AutoCloseable {
    private static final int SHOWN = 5;

    private final Topics topics;
    private final String importId = UUID.randomUUID().toString();
    private final @Nullable Long now;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> outcomes;
    private final List<Future<RecordMetadata>> underWay = new ArrayList<>();
    private final Set<Place> sent = new HashSet<>();
    private final Map<Place, Outcome> heard = new HashMap<>();
    private final Map<String, Long> told = new TreeMap<>();
    private final Set<Integer> done = new HashSet<>();
    private int doneOf = Integer.MAX_VALUE;

    private Duration patience = WrappedSystem.PATIENCE;

    /** Where the last trigger stands. */
    private long triggerOffset = -1;

    /** Where a record stands. */
    public record Place(String topic, int partition, long offset) {}

    Feed(Configuration options, @Nullable Long now) {
        this.topics = Topics.from(options);
        this.now = now;
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
        // A broker that was killed may be long in coming back on a busy machine.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "600000");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        outcomes = Stored.consumer(options);
        List<TopicPartition> partitions = Stored.partitions(outcomes, topics.importOutcomes());
        outcomes.assign(partitions);
        outcomes.seekToBeginning(partitions);
    }

    public void send(Play play) {
        send(topics.play(), play.userId(), ProtoRecords.bytes(play));
    }

    public void send(Profile profile) {
        send(topics.profile(), profile.userId(), ProtoRecords.bytes(profile));
    }

    public void send(Exclusion exclusion) {
        String key =
                exclusion.userId()
                        + '\u001f'
                        + exclusion.target()
                        + '\u001f'
                        + exclusion.targetId();
        send(topics.exclusion(), key, ProtoRecords.bytes(exclusion));
    }

    /** Nobody is told what became of a catalogue record: triggers wait for it all the same. */
    public void send(CatalogueItem item) {
        producer.send(
                new ProducerRecord<>(
                        topics.catalogue(),
                        item.contentUri().getBytes(UTF_8),
                        ProtoRecords.bytes(item)));
    }

    /** Sends any bytes. */
    public Future<RecordMetadata> send(String topic, String key, byte[] value) {
        return send(topic, null, key, value);
    }

    /** Sends any bytes to a partition, or to the key's where that is null. */
    public Future<RecordMetadata> send(
            String topic, @Nullable Integer partition, String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value);
        record.headers().add(RawRecord.IMPORT_HEADER, importId.getBytes(UTF_8));
        if (now != null) {
            record.headers().add(RawRecord.CLOCK_HEADER, now.toString().getBytes(UTF_8));
        }
        Future<RecordMetadata> metadata = producer.send(record);
        underWay.add(metadata);
        return metadata;
    }

    /** Sends any bytes as a service does: nobody is told what becomes of them. */
    public void sendUnmarked(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    /** Waits no longer than that for what does not come. */
    public void waitAtMost(Duration newPatience) {
        patience = newPatience;
    }

    /** Waits until the job has said what became of all that was sent. */
    public void awaitOutcomes() {
        flush();
        await(
                () -> heard.keySet().containsAll(sent),
                () -> {
                    Set<Place> missing = new HashSet<>(sent);
                    missing.removeAll(heard.keySet());
                    return "no outcome of %d of %d records, such as %s"
                            .formatted(
                                    missing.size(),
                                    sent.size(),
                                    missing.stream().limit(SHOWN).toList());
                });
    }

    /** What became of the record at a place. */
    public Outcome outcome(Place place) {
        return heard.get(place);
    }

    /** What became of all plays, counted. */
    public Map<Result, Long> playOutcomes() {
        Map<Result, Long> counts = new TreeMap<>();
        heard.forEach(
                (place, outcome) -> {
                    if (place.topic().equals(topics.play())) {
                        counts.merge(outcome.result(), 1L, Long::sum);
                    }
                });
        return counts;
    }

    /** Sends a trigger without waiting for what comes of it. */
    public void sendTrigger(Trigger trigger) {
        flush();
        told.clear();
        done.clear();
        doneOf = Integer.MAX_VALUE;
        triggerOffset =
                place(send(topics.control(), trigger.commandId(), ProtoRecords.bytes(trigger)))
                        .offset();
        underWay.clear();
    }

    /** Sends a trigger and waits until all users in its scope have been told. */
    public Map<String, Long> trigger(Trigger trigger) {
        sendTrigger(trigger);
        return awaitTold();
    }

    /**
     * Waits until all users in the trigger's scope have been told.
     *
     * @return the users with the version of what was written for each
     */
    public Map<String, Long> awaitTold() {
        await(
                () -> done.size() >= doneOf,
                () -> "the trigger has told " + told.keySet() + ", done are subtasks " + done);
        return Map.copyOf(told);
    }

    /** Waits until the trigger has told so many users at least. */
    public void awaitTold(int users) {
        await(() -> told.size() >= users, () -> "only " + told.size() + " users were told");
    }

    private void flush() {
        producer.flush();
        for (Future<RecordMetadata> metadata : underWay) {
            sent.add(place(metadata));
        }
        underWay.clear();
    }

    /** Where a record came to stand. */
    public static Place place(Future<RecordMetadata> metadata) {
        try {
            RecordMetadata known = metadata.get();
            return new Place(known.topic(), known.partition(), known.offset());
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka did not take a record", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.currentTimeMillis() + patience.toMillis();
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError(otherwise.get());
            }
            for (ConsumerRecord<byte[], byte[]> record : outcomes.poll(Duration.ofMillis(50))) {
                try {
                    hear(ProtoRecords.outcome(record.value()));
                } catch (RefusedException e) {
                    throw new AssertionError("an outcome cannot be read", e);
                }
            }
        }
    }

    private void hear(Outcome outcome) {
        if (!outcome.importId().equals(importId)) {
            return;
        }
        if (isOfTrigger(outcome) && outcome.offset() != triggerOffset) {
            // A restart tells again what an earlier trigger told.
            return;
        }
        switch (outcome.result()) {
            case TOLD -> told.merge(outcome.userId(), outcome.version(), Math::max);
            case DONE -> {
                if (outcome.subtasks() != doneOf) {
                    // The job runs at another parallelism now, and begins its walk again.
                    done.clear();
                    doneOf = outcome.subtasks();
                }
                done.add(outcome.subtask());
            }
            default ->
                    heard.putIfAbsent(
                            new Place(outcome.topic(), outcome.partition(), outcome.offset()),
                            outcome);
        }
    }

    private static boolean isOfTrigger(Outcome outcome) {
        return outcome.result() == Result.TOLD || outcome.result() == Result.DONE;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        outcomes.close();
    }
}
