package io.wrapped.system;

import static io.wrapped.system.Listening.SILENT;
import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.cli.Wrapped;
import io.wrapped.jobs.cli.held.Export;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service sends its plays as JSON: all that reads plays reads them, and those of imports. */
class PlayFormatITCase {
    private static final String JAY = "jay";
    private static final String SECRET = "wunderkammer";

    @TempDir Path archive;

    private WrappedSystem system;
    private Topics topics;
    private Feed feed;

    @BeforeEach
    void start() throws Exception {
        Configuration options = new Configuration();
        options.set(KafkaOptions.PLAY_FORMAT, PlayFormat.JSON);
        options.set(ArchiveOptions.ARCHIVE, archive.toUri().toString());
        system = WrappedSystem.create("json", options);
        topics = Topics.from(system.options());
        feed = system.feed();
        system.startWrapped();
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void playsAsJsonAreReadWhereverPlaysAreRead() throws Exception {
        Store store = system.store();
        List<Play> plays = new ArrayList<>(Listening.year(JAY));
        for (Play play : plays) {
            send(Export.JSON.writeValueAsString(play));
        }
        send("{\"user_id\": \"jay\", \"private_session\": false}");
        send("{\"user_id\": \"jay\", \"private_session\": true, \"event_id\": \"" + SECRET);
        store.await(JAY, YEAR, Slot.LIVE, document -> Json.streams(document) == plays.size());

        Play imported = Listening.play(JAY, "imported", 1, SILENT.atTime(12, 0));
        feed.send(imported);
        feed.awaitOutcomes();
        assertThat(feed.playOutcomes()).isEqualTo(Map.of(Result.STREAM, 1L));
        plays.add(imported);
        store.await(JAY, YEAR, Slot.LIVE, document -> Json.streams(document) == plays.size());

        assertDeadLetters();
        assertArchived(plays);
        assertExported(plays.size());
        assertThat(command("replay", "--users", JAY, "--from", "kafka"))
                .contains("1 listener built anew from " + plays.size() + " plays; 0 of them");
        assertThat(command("replay", "--users", JAY, "--from", "archive"))
                .contains("1 listener built anew from " + plays.size() + " plays; 0 of them");
    }

    private void send(String line) {
        feed.sendUnmarked(topics.play(), JAY, line.getBytes(UTF_8));
    }

    private void assertDeadLetters() {
        List<DeadLetter> letters =
                Awaitility.await("dead letters")
                        .until(this::deadLetters, found -> found.size() == 2);
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder("event_id missing", "not JSON");
        assertThat(letters)
                .allSatisfy(
                        letter ->
                                assertThat(letter.value() == null)
                                        .as(letter.reason())
                                        .isEqualTo(letter.reason().equals("not JSON")));
    }

    private List<DeadLetter> deadLetters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (Stored record : system.read(topics.deadLetters())) {
            letters.add(ProtoRecords.deadLetter(record.value()));
        }
        return letters;
    }

    private void assertArchived(List<Play> plays) throws Exception {
        List<Play> kept = new ArrayList<>();
        for (ArchivedRecord record :
                KeptArchive.await(archive, ArchiveKind.PLAY, plays.size()).records()) {
            kept.add(ProtoRecords.play(record.value(), record.checkedAt()));
        }
        assertThat(kept).containsExactlyInAnyOrderElementsOf(plays);
    }

    private void assertExported(int plays) throws Exception {
        JsonNode export = Export.JSON.readTree(command("export", JAY));
        List<String> refused = new ArrayList<>();
        export.path("plays")
                .forEach(
                        play -> {
                            assertThat(play.path("value").asText(JAY)).contains(JAY);
                            if (play.has("refused")) {
                                refused.add(play.path("refused").asText());
                            }
                        });
        assertThat(refused).containsExactlyInAnyOrder("event_id missing", "not JSON");
        assertThat(export.path("plays")).hasSize(plays + refused.size());
        assertThat(export.path("dead_letters")).hasSize(1);
        assertThat(export.at("/dead_letters/0/value").asText()).contains("\"user_id\": \"jay\"");
    }

    private String command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        system.options().toMap().forEach((key, value) -> all.add("-D" + key + "=" + value));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            assertThat(Wrapped.run(all.toArray(String[]::new))).as(arguments[0]).isZero();
            return out.toString(UTF_8);
        } finally {
            System.setOut(usual);
        }
    }
}
