package io.wrapped.jobs.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.cli.held.Held.Place;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.sinks.kafka.UserKeys;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the topics hold of a user by reading them whole, and takes back what can be taken
 * back: a record without a value under the same key, in the same partition.
 */
public final class HeldTopics {
    private final ReadableConfig options;
    private final Topics topics;
    private final PlayRecords plays;
    private final Whose whose;
    private final TopicReader reader;

    public HeldTopics(ReadableConfig options) {
        this.options = options;
        this.topics = Topics.from(options);
        this.plays = new PlayRecords(options);
        this.whose = new Whose(topics, plays);
        this.reader = new TopicReader(options);
    }

    /** Takes the plays of a user, as the topic has them. */
    @FunctionalInterface
    public interface PlayVisitor<E extends Exception> {
        void visit(HeldRecord play) throws E;
    }

    /** What is held of a user, plays aside. */
    public Held find(String userId) {
        Map<Place, List<HeldRecord>> removable = new EnumMap<>(Place.class);
        List<HeldRecord> unclear = new ArrayList<>();
        int replaced = 0;
        for (Place place : Place.values()) {
            Latest latest = latest(place, userId::equals, unclear);
            removable.put(place, latest.held());
            replaced += latest.replaced;
        }
        Latest profiles = latestProfiles(userId);
        byte[] id = userId.getBytes(UTF_8);
        return new Held(
                userId,
                removable,
                replaced + profiles.replaced,
                profiles.held(),
                triggers(userId),
                outcomes(userId),
                unclear,
                unclear.stream().filter(letter -> contains(letter, id)).toList());
    }

    /** What an erasure of these users takes back: the topics are read once, however many. */
    public List<HeldRecord> removable(Predicate<String> users) {
        List<HeldRecord> removable = new ArrayList<>();
        for (Place place : Place.values()) {
            removable.addAll(latest(place, users, new ArrayList<>()).held());
        }
        return removable;
    }

    private Latest latest(Place place, Predicate<String> users, List<HeldRecord> unclear) {
        Latest latest =
                place == Place.DEAD_LETTERS
                        ? new Latest(record -> isLetterOf(users, record, unclear))
                        : new Latest(record -> isOf(users, place, record));
        reader.read(place.topic(topics), latest::take);
        return latest;
    }

    /** The profiles of a user that hold, an erasure among them. */
    public List<HeldRecord> profiles(String userId) {
        return latestProfiles(userId).held();
    }

    private Latest latestProfiles(String userId) {
        Latest profiles = new Latest(record -> isProfileOf(userId, record));
        reader.read(topics.profile(), profiles::take);
        return profiles;
    }

    /** Reads all plays that the topic still has and hands on the user's. */
    public <E extends Exception> void plays(String userId, PlayVisitor<E> visitor) throws E {
        reader.<E>read(
                topics.play(),
                record -> {
                    if (record.value() != null && plays.users(record).contains(userId)) {
                        visitor.visit(record);
                    }
                });
    }

    /** Hands on the steps of a user's replays, plays and all. */
    public <E extends Exception> void replays(String userId, PlayVisitor<E> visitor) throws E {
        reader.<E>read(
                topics.replay(),
                record -> {
                    if (record.value() != null && isReplayOf(userId, record.value())) {
                        visitor.visit(record);
                    }
                });
    }

    private static boolean isReplayOf(String userId, byte[] value) {
        try {
            return ProtoRecords.replay(value).userId().equals(userId);
        } catch (RefusedException e) {
            // Nobody but the command writes there; its dead letter is looked at.
            return false;
        }
    }

    /** Takes back what was found. */
    public void takeBack(List<HeldRecord> records) throws ExecutionException, InterruptedException {
        send(
                records.stream()
                        .map(
                                record ->
                                        new ProducerRecord<byte[], byte[]>(
                                                record.topic(),
                                                record.partition(),
                                                record.key(),
                                                null))
                        .toList());
    }

    /** Puts an erasure in place of a return that was kept under a key of its own. */
    public void eraseReturn(String userId, List<HeldRecord> profiles)
            throws ExecutionException, InterruptedException {
        byte[] key = UserKeys.ofReturn(userId).getBytes(UTF_8);
        byte[] erasure = ProtoRecords.bytes(new Profile(userId, "UTC", null, null, null, true));
        send(
                profiles.stream()
                        .filter(profile -> Arrays.equals(profile.key(), key))
                        .map(
                                profile ->
                                        new ProducerRecord<>(
                                                profile.topic(), profile.partition(), key, erasure))
                        .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        Properties properties = KafkaOptions.clientProperties(options);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    private List<HeldRecord> triggers(String userId) {
        List<HeldRecord> found = new ArrayList<>();
        reader.read(
                topics.control(),
                record -> {
                    try {
                        if (record.value() != null
                                && ProtoRecords.trigger(record.value())
                                        .userIds()
                                        .contains(userId)) {
                            found.add(record);
                        }
                    } catch (RefusedException e) {
                        // No trigger; its dead letter is looked at above.
                    }
                });
        return found;
    }

    private List<HeldRecord> outcomes(String userId) {
        List<HeldRecord> found = new ArrayList<>();
        reader.read(
                topics.importOutcomes(),
                record -> {
                    try {
                        if (record.value() != null
                                && userId.equals(ProtoRecords.outcome(record.value()).userId())) {
                            found.add(record);
                        }
                    } catch (RefusedException e) {
                        // The jobs write nothing else there.
                    }
                });
        return found;
    }

    private static boolean isOf(Predicate<String> users, Place place, HeldRecord record) {
        byte[] value = record.value();
        if (value == null) {
            return false;
        }
        return switch (place) {
            case EXCLUSIONS ->
                    Whose.record(Form.EXCLUSION, record.key(), value).stream().anyMatch(users);
            case REQUESTS ->
                    Whose.record(Form.REPORT_REQUEST, record.key(), value).stream().anyMatch(users);
            case FAILURES -> Whose.failure(record.key(), value).stream().anyMatch(users);
            case DEAD_LETTERS -> throw new IllegalArgumentException("dead letters are read apart");
        };
    }

    private static boolean isProfileOf(String userId, HeldRecord record) {
        return record.value() != null
                && Whose.record(Form.PROFILE, record.key(), record.value()).contains(userId);
    }

    private boolean isLetterOf(
            Predicate<String> users, HeldRecord record, List<HeldRecord> unclear) {
        DeadLetter letter = letter(record);
        if (letter == null) {
            return false;
        }
        var named = whose.letter(letter);
        if (named.isEmpty() && whose.isOfUsers(letter)) {
            unclear.add(record);
        }
        return named.stream().anyMatch(users);
    }

    private static @Nullable DeadLetter letter(HeldRecord record) {
        try {
            return record.value() == null ? null : ProtoRecords.deadLetter(record.value());
        } catch (RefusedException e) {
            return null;
        }
    }

    private static boolean contains(HeldRecord record, byte[] id) {
        return record.value() != null && Bytes.indexOf(record.value(), id) >= 0;
    }

    /** The last record of each key, where it is the user's, as compaction leaves it. */
    private static final class Latest {
        private final Predicate<HeldRecord> isUsers;
        private final Map<HeldRecord.Identity, HeldRecord> byKey = new LinkedHashMap<>();
        private int replaced;

        Latest(Predicate<HeldRecord> isUsers) {
            this.isUsers = isUsers;
        }

        void take(HeldRecord record) {
            if (byKey.remove(record.identity()) != null) {
                replaced++;
            }
            if (isUsers.test(record)) {
                byKey.put(record.identity(), record);
            }
        }

        List<HeldRecord> held() {
            return List.copyOf(byKey.values());
        }
    }
}
