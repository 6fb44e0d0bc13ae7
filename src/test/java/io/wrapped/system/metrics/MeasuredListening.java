package io.wrapped.system.metrics;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Source;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.WrappedSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays as a service sends them, after an import of last year, of which it is known what must be
 * counted.
 */
final class MeasuredListening implements AutoCloseable {
    private static final String USER = "ann";
    private static final byte[] GARBAGE = {(byte) 0xff, (byte) 0xff, 0x07, 0x00, 0x42};
    private static final int USUAL_MS = 180_000;
    private static final int ON_TIME = 20;
    private static final int USUAL_DATES = 40;
    private static final int ON_THE_BIGGEST = 20;

    /** Plays that count: on time, late, and those of an import. */
    static final int STREAMS = ON_TIME + 3 + 2 * USUAL_DATES + ON_THE_BIGGEST;

    /** Records on the topic of plays: besides a copy, a short, a private and three bad ones. */
    static final int PLAYS = STREAMS + 6;

    private final WrappedSystem system;
    private final Topics topics;
    private final Instant now = Instant.now();
    private final KafkaProducer<byte[], byte[]> producer;

    MeasuredListening(WrappedSystem system) {
        this.system = system;
        topics = Topics.from(system.options());
        Properties properties = KafkaOptions.clientProperties(system.options());
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends them, and has the year told. */
    void send() throws ExecutionException, InterruptedException {
        for (int i = 0; i < ON_TIME; i++) {
            send(play("on-time-" + i, Duration.ofMinutes(i), USUAL_MS, false));
        }
        send(play("on-time-0", Duration.ZERO, USUAL_MS, false));
        send(play("hours", Duration.ofHours(5), USUAL_MS, false));
        send(play("weeks", Duration.ofDays(8), USUAL_MS, false));
        send(play("years", Duration.ofDays(400), USUAL_MS, false));
        send(play("short", Duration.ofDays(3), 5_000, false));
        send(play("private", Duration.ofDays(3), USUAL_MS, true));
        send(play("", Duration.ZERO, USUAL_MS, false));
        send(GARBAGE);
        send(GARBAGE);
        try (Feed feed = system.feed()) {
            lastYear().forEach(feed::send);
            feed.awaitOutcomes();
            feed.trigger(
                    new Trigger(
                            "measured",
                            year(),
                            Math.toIntExact(LocalDate.of(year(), 12, 31).toEpochDay()),
                            Scope.USERS,
                            List.of(USER),
                            null,
                            0,
                            Purpose.FINAL));
        }
    }

    private int year() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).getYear() - 1;
    }

    /** With remarkable days, of which there are to be stories. */
    private List<Play> lastYear() {
        List<Play> plays = new ArrayList<>();
        for (int i = 0; i < USUAL_DATES; i++) {
            LocalDateTime noon = LocalDate.of(year(), 1, 1).plusDays(5L * i).atTime(12, 0);
            plays.add(imported("noon-" + i, noon));
            plays.add(imported("later-" + i, noon.plusHours(1)));
        }
        LocalDateTime biggest = LocalDate.of(year(), 6, 14).atTime(12, 0);
        for (int i = 0; i < ON_THE_BIGGEST; i++) {
            plays.add(imported("biggest-" + i, biggest.plusMinutes(4L * i)));
        }
        return plays;
    }

    private Play imported(String event, LocalDateTime endedAt) {
        Duration ago = Duration.between(endedAt.toInstant(ZoneOffset.UTC), now);
        return play(event, ago, USUAL_MS, false);
    }

    private void send(Play play) throws ExecutionException, InterruptedException {
        send(ProtoRecords.bytes(play));
    }

    private void send(byte[] value) throws ExecutionException, InterruptedException {
        producer.send(
                        new ProducerRecord<>(
                                topics.play(), USER.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private Play play(String event, Duration ago, int ms, boolean isPrivate) {
        return new Play(
                event,
                USER,
                "song:" + event,
                Kind.MUSIC,
                now.minus(ago).toEpochMilli(),
                ms,
                null,
                null,
                null,
                isPrivate,
                null,
                null,
                null,
                new Source("Tune", "Band " + Math.floorMod(event.hashCode(), 8), null, null));
    }

    @Override
    public void close() {
        producer.close();
    }
}
