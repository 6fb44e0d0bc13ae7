package io.wrapped.system.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Named;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends what a service would send, of which nobody asks what became of each record. */
final class Audience implements AutoCloseable {
    static final int YEAR = 2025;

    private static final int SONGS = 500;
    private static final long DAY_MS = 86_400_000;
    private static final long FIRST_MS = LocalDate.of(YEAR, 1, 1).toEpochDay() * DAY_MS;
    private static final int DAYS = 365;

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    Audience(Configuration options) {
        topics = Topics.from(options);
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends the songs' records. */
    void catalogue() {
        for (int song = 0; song < SONGS; song++) {
            song(song, "Song " + song);
        }
        producer.flush();
    }

    /** Sends the record of a song, which may be another one than before. */
    void song(int song, String name) {
        CatalogueItem item =
                new CatalogueItem(
                        "song:" + song,
                        name,
                        Kind.MUSIC,
                        List.of(new Named("artist:" + song % 50, "Artist " + song % 50)),
                        null,
                        null,
                        List.of("genre " + song % 9),
                        null,
                        null,
                        null,
                        null,
                        null);
        send(topics.catalogue(), item.contentUri(), ProtoRecords.bytes(item));
    }

    /**
     * Sends a listener's play.
     *
     * @param number of the listener's plays, which are on one date after the other
     * @param years how many years late it comes
     */
    void play(String user, int number, int song, int years) {
        long day = number % DAYS - (long) DAYS * years;
        Play play =
                new Play(
                        "event-" + years + "-" + number,
                        user,
                        "song:" + song % SONGS,
                        Kind.MUSIC,
                        FIRST_MS + day * DAY_MS + 3_600_000 + number / DAYS * 7_000L,
                        180_000,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null);
        send(topics.play(), user, ProtoRecords.bytes(play));
    }

    /** Tells everyone's year. */
    void tellEveryone() {
        Trigger trigger =
                new Trigger(
                        "everyone",
                        YEAR,
                        (int) LocalDate.of(YEAR, 12, 31).toEpochDay(),
                        Scope.EVERYONE,
                        List.of(),
                        null,
                        0,
                        Purpose.FINAL);
        send(topics.control(), trigger.commandId(), ProtoRecords.bytes(trigger));
        producer.flush();
    }

    void flush() {
        producer.flush();
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
