package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Source;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Feed.Place;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that no producer should send, and those that nobody may see. */
class BadInputITCase {
    private static final String SECRET = "wunderkammer";
    private static final byte[] GARBAGE = {(byte) 0xff, (byte) 0xff, 0x07, 0x00, 0x42};

    /** Field 1 is a number here, where every message of ours has a text. */
    private static final byte[] OTHER_SCHEMA = {0x08, 0x2a, 0x10, 0x01};

    private static WrappedSystem system;
    private static RunningJob wrapped;
    private static RunningJob reports;
    private static Topics topics;

    @BeforeAll
    static void start() throws Exception {
        system = WrappedSystem.create("bad");
        system.askModelAt("http://127.0.0.1:1");
        topics = Topics.from(system.options());
        wrapped = system.startWrapped();
        reports = system.startReports();
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"play", "profile", "exclusion", "catalogue", "control", "report-requests"})
    void garbageBecomesADeadLetterAndTheJobsGoOn(String name) {
        String topic = "bad." + name;
        Feed feed = system.feed();
        Place garbage = Feed.place(feed.send(topic, "key", GARBAGE));
        Place otherSchema = Feed.place(feed.send(topic, "key", OTHER_SCHEMA));

        assertDeadLetter(garbage, GARBAGE);
        assertDeadLetter(otherSchema, OTHER_SCHEMA);
        wrapped.check();
        reports.check();
        Feed further = system.feed();
        further.send(Listening.play("after " + name, "good", 1, Listening.SILENT.atTime(12, 0)));
        further.awaitOutcomes();
        assertThat(further.playOutcomes()).isEqualTo(Map.of(Result.STREAM, 1L));
    }

    @Test
    void privatePlaysLeaveNoTrace() throws Exception {
        Feed feed = system.feed();
        feed.send(privatePlay("fine", 180_000));
        Place broken = Feed.place(sendBroken(feed));
        Listening.year("public").forEach(feed::send);
        feed.awaitOutcomes();
        Map<String, Long> told = feed.trigger(Listening.only("public", "public"));
        assertThat(system.store().documents(told, YEAR, Slot.FINAL)).containsKey("public");

        DeadLetter letter = awaitDeadLetter(broken);
        assertThat(letter.reason()).isNotBlank();
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        for (String topic :
                List.of(
                        topics.deadLetters(),
                        topics.importOutcomes(),
                        topics.reportRequests(),
                        topics.reportFailures())) {
            assertThat(system.read(topic)).noneMatch(BadInputITCase::tells);
        }
        try (Store store = system.store()) {
            assertThat(store.cells().toString()).doesNotContain(SECRET);
        }
        assertThat(filesWithSecret(Path.of(URI.create(wrapped.savepoint())))).isEmpty();
        assertThat(filesWithSecret(Servers.FOLDER.resolve("flink.log"))).isEmpty();
        assertThat(filesWithSecret(Servers.FOLDER.resolve("kafka/logs"))).isEmpty();
        assertThat(filesWithSecret(Servers.FOLDER.resolve("hbase/logs"))).isEmpty();
    }

    private static Future<RecordMetadata> sendBroken(Feed feed) {
        byte[] bytes = ProtoRecords.bytes(privatePlay("broken", -1));
        return feed.send(topics.play(), SECRET, bytes);
    }

    private static Play privatePlay(String event, int ms) {
        return new Play(
                SECRET + event,
                "public",
                "song:" + SECRET,
                Kind.MUSIC,
                Listening.SILENT.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
                ms,
                null,
                "context:" + SECRET,
                null,
                true,
                null,
                null,
                null,
                new Source(SECRET, SECRET, SECRET, null));
    }

    private static void assertDeadLetter(Place place, byte[] bytes) {
        DeadLetter letter = awaitDeadLetter(place);
        assertThat(letter.reason()).isNotBlank();
        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(letter.key()).isEqualTo("key".getBytes(ISO_8859_1));
    }

    private static DeadLetter awaitDeadLetter(Place place) {
        return Awaitility.await("dead letter of " + place)
                .until(
                        () ->
                                deadLetters().stream()
                                        .filter(letter -> place(letter).equals(place))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<DeadLetter> deadLetters() throws RefusedException {
        List<DeadLetter> letters = new ArrayList<>();
        for (Stored record : system.read(topics.deadLetters())) {
            letters.add(ProtoRecords.deadLetter(record.value()));
        }
        return letters;
    }

    private static Place place(DeadLetter letter) {
        return new Place(letter.topic(), letter.partition(), letter.offset());
    }

    private static boolean tells(Stored record) {
        return new String(record.key(), ISO_8859_1).contains(SECRET)
                || new String(record.value(), ISO_8859_1).contains(SECRET);
    }

    private static List<Path> filesWithSecret(Path folder) throws IOException {
        List<Path> telling = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(SECRET)) {
                    telling.add(file);
                }
            }
        }
        return telling;
    }
}
