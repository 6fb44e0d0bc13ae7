package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.savepoint.CountsJson;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.WrappedSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code wrapped savepoint inspect} says of a running job's state, in every format. */
class SavepointInspectITCase {
    private static final Path LAUNCHER = Path.of("../../wrapped").toAbsolutePath().normalize();
    private static final List<Play> PLAYS = plays();

    @TempDir Path folder;

    @Test
    void savepointsAndCheckpointsHoldWhatTheJobWasFed() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("inspected")) {
            RunningJob job = system.startWrapped();
            Feed feed = system.feed();
            feed.send(Listening.profile("ann", "Europe/London"));
            feed.send(new Exclusion("ann", Target.ARTIST, "artist:1", true, 5));
            feed.send(new Exclusion("ann", Target.SHOW, "show:1", false, 6));
            PLAYS.forEach(feed::send);
            feed.send(Listening.play("cleo", "gone", 1, Listening.SILENT.atTime(9, 0)));
            feed.awaitOutcomes();
            feed.send(Listening.erasure("cleo"));
            feed.awaitOutcomes();
            system.store()
                    .await(
                            "ann",
                            YEAR,
                            Slot.LIVE,
                            document -> Json.streams(document) == Listening.year("ann").size());

            assertHoldsWhatWasFed(job.savepoint(SavepointFormatType.CANONICAL));
            assertHoldsWhatWasFed(job.savepoint(SavepointFormatType.NATIVE));
            assertHoldsWhatWasFed(job.cancelWithCheckpoint());
        }
    }

    private static void assertHoldsWhatWasFed(String savepoint) throws Exception {
        SavepointContents contents = SavepointContents.open(savepoint);
        JsonNode counts = Json.read(CountsJson.of(contents));
        SortedMap<String, Integer> days = streamsByDate();
        assertThat(counts.path("users").asInt()).as(savepoint).isEqualTo(2);
        assertThat(counts.path("erased").asInt()).isEqualTo(1);
        assertThat(counts.path("streams").asInt()).isEqualTo(PLAYS.size());
        assertThat(counts.path("days").asInt()).isEqualTo(days.size());
        assertThat(counts.path("first_date").asText()).isEqualTo(days.firstKey());
        assertThat(counts.path("last_date").asText()).isEqualTo(days.lastKey());
        assertThat(counts.path("exclusions").asInt()).isEqualTo(1);
        assertThat(counts.path("waiting_plays").asInt()).isZero();
        assertThat(counts.at("/versions/listener/2").asInt()).isEqualTo(2);
        assertThat(counts.at("/versions/settled/1").asInt()).isGreaterThan(2);
        assertThat(counts.path("bytes")).allMatch(bytes -> bytes.asInt() > 0);

        JsonNode ann = Json.read(contents.listener("ann").orElseThrow());
        assertThat(ann.at("/profile/zone").asText()).isEqualTo("Europe/London");
        assertThat(texts(ann.path("exclusions"), "target_id"))
                .containsExactly("artist:1", "show:1");
        assertThat(streamsByDate(ann)).isEqualTo(days);
        assertThat(texts(ann.path("items"), "content_uri"))
                .containsExactlyInAnyOrderElementsOf(
                        PLAYS.stream().map(Play::contentUri).distinct().toList());
        JsonNode cleo = Json.read(contents.listener("cleo").orElseThrow());
        assertThat(cleo.path("erased").asBoolean()).isTrue();
        assertThat(cleo.path("items")).isEmpty();
        assertThat(contents.listener("nobody")).isEmpty();
    }

    @Test
    void playsThatWaitAreShownToo() throws Exception {
        JsonNode counts = Json.read(CountsJson.of(open(golden())));
        JsonNode dan = Json.read(open(golden()).listener("dan").orElseThrow());

        assertThat(counts.path("users").asInt()).isEqualTo(5);
        assertThat(counts.path("waiting_users").asInt()).isEqualTo(2);
        assertThat(counts.path("waiting_plays").asInt()).isEqualTo(3);
        assertThat(texts(dan.path("waiting"), "content_uri"))
                .containsExactlyInAnyOrder("song:dan:1", "song:dan:2");
    }

    @Test
    void theCommandPrintsItToBeRead() throws Exception {
        assertThat(said("savepoint", "inspect", golden().toString()))
                .containsPattern("users +5, 1 of them erased\\n")
                .containsPattern("listener +[0-9,]+ bytes in 5 values of version 1\\n");
        assertThat(said("savepoint", "inspect", golden().toString(), "--user", "bob"))
                .contains("bob  America/New_York", "left out   name:noise")
                .containsPattern(
                        "2024-05-05  1 stream, 0:03:00\\n +1 × +0:03:00  music +song:bob:1")
                .contains("episode:own:0 · Talk · Own show");
        assertThat(said("savepoint", "inspect", golden().toString(), "--user", "nobody"))
                .startsWith("wrapped: ")
                .endsWith("savepoint holds nothing of nobody\n");
        assertThat(
                        Json.read(said("savepoint", "inspect", "--json", golden().toString()))
                                .path("max_parallelism")
                                .asInt())
                .isEqualTo(16);
    }

    @Test
    void aSavepointOfTheReportJobIsRefused() throws Exception {
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create("inspected-reports")) {
            system.askModelAt(model.url());
            RunningJob reports = system.startReports();
            String savepoint =
                    Awaitility.await("the job runs")
                            .ignoreExceptions()
                            .until(reports::savepoint, path -> !path.isEmpty());

            assertThatThrownBy(() -> SavepointContents.open(savepoint))
                    .hasMessageContaining("is of another job than the wrapped job");
        }
    }

    @Test
    void aSavepointOfANewerVersionIsRefused() throws Exception {
        String written = Files.readString(golden().resolve("_metadata"), ISO_8859_1);
        String newer = written.replace("\5plays\0\0\0\1", "\5plays\0\0\0\2");
        assertThat(newer).isNotEqualTo(written);
        Files.writeString(folder.resolve("_metadata"), newer, ISO_8859_1);

        assertThatThrownBy(() -> CountsJson.of(open(folder)))
                .hasMessageContaining(folder + " was written by a newer release")
                .hasMessageContaining("plays in version 2, this job knows versions up to 1");
    }

    private static Path golden() {
        return GoldenSavepoint.of(1).savepoint();
    }

    private static SavepointContents open(Path savepoint) throws Exception {
        return SavepointContents.open(savepoint.toString());
    }

    private static String said(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes());
    }

    private static List<Play> plays() {
        List<Play> plays = new ArrayList<>(Listening.year("ann"));
        for (int i = 0; i < 9; i++) {
            plays.add(Listening.play("ann", "old-" + i, i, LocalDate.of(2024, 5, 5).atTime(9, i)));
        }
        return plays;
    }

    private static SortedMap<String, Integer> streamsByDate() {
        SortedMap<String, Integer> days = new TreeMap<>();
        for (Play play : PLAYS) {
            // All of them end far from midnight, in London and in UTC.
            LocalDate date =
                    Instant.ofEpochMilli(play.endedAt()).atOffset(ZoneOffset.UTC).toLocalDate();
            days.merge(date.toString(), 1, Integer::sum);
        }
        return days;
    }

    private static SortedMap<String, Integer> streamsByDate(JsonNode listener) {
        SortedMap<String, Integer> days = new TreeMap<>();
        for (JsonNode day : listener.path("days")) {
            int streams = 0;
            for (JsonNode row : day.path("rows")) {
                streams += row.path("streams").asInt();
            }
            assertThat(day.path("streams").asInt()).isEqualTo(streams);
            days.put(day.path("date").asText(), streams);
        }
        return days;
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(field).asText()));
        return texts;
    }
}
