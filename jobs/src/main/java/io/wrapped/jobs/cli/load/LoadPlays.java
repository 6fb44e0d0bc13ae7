package io.wrapped.jobs.cli.load;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.listening.Arrival;
import io.wrapped.jobs.listening.FollowedPlays;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.jobs.listening.InventedListening;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ProtoRecords;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends plays as a service does: unmarked, each as soon as it is due. Knows how many streams a
 * user's review must have once it has a play.
 */
final class LoadPlays implements AutoCloseable {
    private final List<InventedListener> listeners;
    private final InventedListening listening;
    private final LoadFigures figures;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final @Nullable FollowedPlays followed;
    private final int between;
    private final int[] streams;

    /** Numbers of users who were sent a play; the first so many places are taken. */
    private final int[] heard;

    private volatile int heardUsers;
    private volatile @Nullable Exception failure;
    private Iterator<Arrival> today = Collections.emptyIterator();
    private long sent;
    private long followedPlays;

    /**
     * @param followed takes some of the plays; null where none is to be followed
     * @param between of so many plays one is followed
     */
    LoadPlays(
            LoadPlan plan,
            List<InventedListener> listeners,
            Configuration options,
            LoadFigures figures,
            @Nullable FollowedPlays followed,
            int between) {
        this.listeners = listeners;
        this.figures = figures;
        this.followed = followed;
        this.between = between;
        listening =
                new InventedListening(
                        listeners, plan.listened().firstDay(), plan.listened().days());
        streams = new int[listeners.size()];
        heard = new int[listeners.size()];
        topic = Topics.from(options).play();
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends the next play; false where there is none left. */
    boolean send(long since) throws Exception {
        Exception refused = failure;
        if (refused != null) {
            throw refused;
        }
        while (!today.hasNext()) {
            if (!listening.hasNext()) {
                return false;
            }
            today = listening.next().iterator();
        }
        Arrival arrival = today.next();
        int expected = arrival.copy() ? 0 : count(arrival.listener());
        FollowedPlays follows = arrival.copy() || sent % between != 0 ? null : followed;
        if (follows != null) {
            followedPlays++;
        }
        sent++;
        String user = arrival.play().userId();
        // Since it was due, however long it waits for its turn here.
        long sentAt = System.currentTimeMillis() - (System.nanoTime() - since) / 1_000_000;
        producer.send(
                new ProducerRecord<>(
                        topic,
                        user.getBytes(StandardCharsets.UTF_8),
                        ProtoRecords.bytes(arrival.play())),
                (stored, problem) -> {
                    if (problem != null) {
                        failure = problem;
                        return;
                    }
                    figures.at(since).plays.increment();
                    if (follows != null) {
                        follows.follow(user, expected, sentAt);
                    }
                });
        return true;
    }

    private int count(int listener) {
        if (streams[listener]++ == 0) {
            heard[heardUsers] = listener;
            // Written last: who sees it sees the place as well.
            heardUsers = heardUsers + 1;
        }
        return streams[listener];
    }

    /** One of those who were sent a play; null where nobody was yet. */
    @Nullable String anyone(SplittableRandom random) {
        int known = heardUsers;
        return known == 0 ? null : listeners.get(heard[random.nextInt(known)]).userId();
    }

    /** Of how many plays it was asked when they are seen. */
    long followedPlays() {
        return followedPlays;
    }

    /** Waits until Kafka has them all. */
    void flush() throws Exception {
        producer.flush();
        Exception refused = failure;
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
