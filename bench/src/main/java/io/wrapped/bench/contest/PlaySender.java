package io.wrapped.bench.contest;

import io.wrapped.bench.workload.RecordFile;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.listening.FollowedPlays;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Trigger;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the plays of a workload now, in their order, and knows how many streams a user has. */
final class PlaySender implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(5);

    // Of whatever zone, a play between is one of the workload's year.
    private static final long FIRST = dayBegins(Workload.YEAR, 2);
    private static final long LAST = dayBegins(Workload.YEAR + 1, 1) - 86_400_000;

    private final RecordFile.Reader[] files = new RecordFile.Reader[Workload.PARTITIONS];
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final String control;
    private final Object2IntOpenHashMap<String> streams = new Object2IntOpenHashMap<>();
    private final Set<String> events = new HashSet<>();
    private int file;
    private long sent;
    private volatile @Nullable Exception failure;

    PlaySender(Workload workload, Configuration options) throws IOException {
        for (int partition = 0; partition < files.length; partition++) {
            files[partition] = new RecordFile.Reader(workload.plays(partition), 0);
        }
        topic = Topics.from(options).play();
        control = Topics.from(options).control();
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static long dayBegins(int year, int day) {
        return LocalDate.of(year, 1, day).toEpochDay() * 86_400_000;
    }

    /**
     * Sends so many plays as fast as Kafka takes them.
     *
     * @return how many were ever sent
     */
    long send(int plays) throws IOException, RefusedException {
        for (int i = 0; i < plays; i++) {
            sendNext(null);
        }
        producer.flush();
        return sent;
    }

    /**
     * Sends plays at a rate a second.
     *
     * @param goOn asked with the number that was sent at this rate, from time to time
     */
    void sendPaced(double rate, LongPredicate goOn)
            throws IOException, RefusedException, InterruptedException {
        sendPaced(rate, goOn, null, 1);
    }

    /**
     * Sends plays at a rate a second and has some of them followed.
     *
     * @param goOn asked with the number that was sent at this rate, from time to time
     * @param followed null for none
     * @param followedASecond how many of them
     */
    void sendPaced(
            double rate, LongPredicate goOn, @Nullable FollowedPlays followed, int followedASecond)
            throws IOException, RefusedException, InterruptedException {
        int between = Math.max(1, (int) (rate / followedASecond));
        long from = System.nanoTime();
        long paced = 0;
        while (goOn.test(paced)) {
            Thread.sleep(SLICE.toMillis());
            long due = (long) ((System.nanoTime() - from) * rate / 1e9);
            for (; paced < due; paced++) {
                sendNext(paced % between == 0 ? followed : null);
            }
        }
        producer.flush();
    }

    /** Sends a trigger behind all that was sent. */
    void sendTrigger(Trigger trigger) {
        producer.flush();
        producer.send(
                new ProducerRecord<>(
                        control,
                        trigger.commandId().getBytes(StandardCharsets.UTF_8),
                        ProtoRecords.bytes(trigger)));
        producer.flush();
    }

    private void sendNext(@Nullable FollowedPlays followed) throws IOException, RefusedException {
        if (failure != null) {
            throw new IOException("Kafka did not take a play", failure);
        }
        while (true) {
            int partition = file;
            RecordFile.Reader reader = files[partition];
            file = (file + 1) % files.length;
            if (!reader.next()) {
                throw new IOException("the workload has too few plays for this rate");
            }
            Play play = ProtoRecords.play(reader.value(), reader.timestamp());
            if (play.endedAt() < FIRST || play.endedAt() >= LAST) {
                continue;
            }
            boolean isNew = events.add(play.eventId());
            int expected = streams.addTo(play.userId(), isNew ? 1 : 0) + (isNew ? 1 : 0);
            sent++;
            var record = new ProducerRecord<>(topic, partition, reader.key(), reader.value());
            producer.send(
                    record,
                    (stored, failed) -> {
                        if (failed != null) {
                            failure = failed;
                        } else if (followed != null && isNew) {
                            followed.follow(play.userId(), expected, stored.timestamp());
                        }
                    });
            return;
        }
    }

    @Override
    public void close() throws IOException {
        producer.close();
        for (RecordFile.Reader reader : files) {
            reader.close();
        }
    }
}
