package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.sinks.kafka.UserKeys;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records of one import to their topics, marked so that the job tells what becomes of them.
 */
final class RecordSender implements AutoCloseable {
    /** What the dead-letter topic takes. */
    private static final int MAX_REQUEST_BYTES = 4 << 20;

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final byte[] importId;
    private final byte[] clock;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param now the import's clock, epoch milliseconds, which stands for the broker's time stamp
     *     where bounds of plays are checked
     */
    RecordSender(String importId, long now, Configuration options) {
        this.topics = Topics.from(options);
        this.importId = importId.getBytes(StandardCharsets.UTF_8);
        this.clock = Long.toString(now).getBytes(StandardCharsets.UTF_8);
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        // A refused row goes to the dead letters whole, and may be larger than any play.
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Play play) {
        send(topics.play(), play.userId(), ProtoRecords.bytes(play), true);
    }

    void send(Profile profile) {
        send(topics.profile(), profile.userId(), ProtoRecords.bytes(profile), true);
    }

    /**
     * Ends an erasure. The erasure is said once more, and the return once, under keys of their own
     * which no later profile replaces: so whoever reads the topic from before them, or anew, goes
     * on forgetting what was forgotten, and no more. They stand in the user's partition, before the
     * profile itself.
     *
     * @return how many records were sent
     */
    int sendReturn(Profile profile) {
        String user = profile.userId();
        Profile erasure = new Profile(user, "UTC", null, null, null, true);
        int partition = UserKeys.partition(user, producer.partitionsFor(topics.profile()).size());
        sendProfile(partition, UserKeys.ofErasure(user), erasure);
        sendProfile(partition, UserKeys.ofReturn(user), profile);
        send(profile);
        return 3;
    }

    private void sendProfile(int partition, String key, Profile profile) {
        send(
                new ProducerRecord<>(
                        topics.profile(),
                        partition,
                        key.getBytes(StandardCharsets.UTF_8),
                        ProtoRecords.bytes(profile)),
                true);
    }

    void send(Replay step) {
        send(topics.replay(), step.userId(), ProtoRecords.bytes(step), true);
    }

    /** Keyed by user and target: compaction keeps the last record of a key, and a user has many. */
    void send(Exclusion exclusion) {
        String key =
                UserKeys.of(exclusion.userId(), exclusion.target().name(), exclusion.targetId());
        send(topics.exclusion(), key, ProtoRecords.bytes(exclusion), true);
    }

    /** Without a mark: a catalogue may be large, and nobody waits for each of its records. */
    void send(CatalogueItem item) {
        send(topics.catalogue(), item.contentUri(), ProtoRecords.bytes(item), false);
    }

    /**
     * Sends a trigger and waits until the broker has it.
     *
     * @return its offset in the control topic
     */
    long send(Trigger trigger) throws CommandException {
        Future<RecordMetadata> sent =
                send(topics.control(), trigger.commandId(), ProtoRecords.bytes(trigger), true);
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw new CommandException("Kafka did not take the trigger: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /** Keyed by import as well, since files of many people bear one name. */
    void send(DeadLetter letter) {
        send(
                topics.deadLetters(),
                new String(importId, StandardCharsets.UTF_8)
                        + "/"
                        + letter.topic()
                        + "/"
                        + letter.offset(),
                ProtoRecords.bytes(letter),
                false);
    }

    /**
     * Waits until the brokers have everything.
     *
     * @throws CommandException when they did not take a record
     */
    void flush() throws CommandException {
        producer.flush();
        Exception cause = failure.get();
        if (cause != null) {
            throw new CommandException("Kafka did not take a record: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private Future<RecordMetadata> send(String topic, String key, byte[] value, boolean marked) {
        return send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), marked);
    }

    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, boolean marked) {
        if (marked) {
            record.headers().add(RawRecord.IMPORT_HEADER, importId);
            record.headers().add(RawRecord.CLOCK_HEADER, clock);
        }
        return producer.send(record, (metadata, problem) -> remember(problem));
    }

    private void remember(@Nullable Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
    }
}
