package io.wrapped.system;

import static io.wrapped.system.Listening.BIGGEST;
import static io.wrapped.system.Listening.ON_REPEAT;
import static io.wrapped.system.Listening.SILENT;
import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.cli.held.Snapshots;
import io.wrapped.jobs.savepoint.SavepointContents;
import io.wrapped.jobs.savepoint.SavepointPatch;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.rollup.DateEdits.Edit;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that goes on from a patched savepoint tells what it had told of plays on those dates. */
class SavepointPatchITCase {
    private static final Path LAUNCHER = Path.of("../../wrapped").toAbsolutePath().normalize();
    private static final LocalDate FIRST = LocalDate.of(YEAR, 1, 1);
    private static final List<String> OTHERS = List.of("ben", "cleo");

    @TempDir Path folder;

    @Test
    void itIsAsIfTheDatesHadAlwaysBeenTheOthersAndNobodyElseIsTouched() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("patched");
                WrappedSystem right = WrappedSystem.create("patched-right")) {
            RunningJob job = system.startWrapped();
            Feed feed = system.feed();
            send(feed, Listening.year("ann"));
            feed.trigger(Listening.everyone("before"));
            Store store = system.store();
            SortedMap<String, Store.Value> before = store.cellsByName();
            String savepoint = job.stopWithSavepoint();

            SavepointPatch.Summary summary =
                    new SavepointPatch(
                                    SavepointContents.open(savepoint),
                                    Set.of("ann"),
                                    List.of(
                                            new Edit(day(BIGGEST), null, false),
                                            new Edit(day(ON_REPEAT), day(SILENT), false),
                                            new Edit(day(FIRST), day(FIRST.plusDays(5)), true)))
                            .write(folder.resolve("rep%20aired").toString(), step -> {});
            assertThat(summary.users()).isEqualTo(3);
            assertThat(summary.changed().get("ann"))
                    .contains(day(BIGGEST), day(ON_REPEAT), day(SILENT), day(FIRST));

            RunningJob repaired = system.startWrapped(3, summary.savepoint());
            right.startWrapped();
            Feed rightFeed = right.feed();
            send(rightFeed, edited(Listening.year("ann")));
            // Copies of what went, and of what moved, are copies still.
            feed.send(Listening.play("ann", "big-1", 3, FIRST.atTime(9, 0)));
            feed.send(Listening.play("ann", "repeat-1", 3, FIRST.atTime(9, 0)));
            feed.awaitOutcomes();
            assertThat(feed.playOutcomes()).containsEntry(Result.DUPLICATE, 2L);
            for (Feed each : List.of(feed, rightFeed)) {
                each.send(Listening.play("ann", "new", 3, BIGGEST.atTime(9, 0)));
                each.awaitOutcomes();
                each.trigger(Listening.everyone("after"));
            }
            Awaitility.await("what a job makes of the edited plays")
                    .untilAsserted(() -> assertThat(texts(store)).isEqualTo(texts(right.store())));
            assertNothingOfOthersWasWritten(before, store.cellsByName());

            // And once more, from a retained checkpoint, which is gone when the job goes on.
            String checkpoint = repaired.cancelWithCheckpoint();
            SavepointPatch.Summary again =
                    new SavepointPatch(
                                    SavepointContents.open(checkpoint),
                                    Set.of("ann"),
                                    List.of(new Edit(day(SILENT), day(ON_REPEAT), false)))
                            .write(folder.resolve("once more").toString(), step -> {});
            assertThat(again.changed().get("ann")).contains(day(ON_REPEAT), day(SILENT));
            Servers.deleteRecursively(Path.of(checkpoint.replaceFirst("^file:", "")));
            system.startWrapped(1, again.savepoint());
            String facts = before.get(cell(ON_REPEAT)).text();
            Awaitility.await("the facts of the date that it was")
                    .until(() -> texts(store), texts -> facts.equals(texts.get(cell(ON_REPEAT))));
            assertThat(texts(store)).doesNotContainKey(cell(SILENT));
        }
    }

    @Test
    void whoCannotBePatchedIsNamedAndNoSavepointIsMade() throws Exception {
        SavepointContents golden =
                SavepointContents.open(GoldenSavepoint.of(2).savepoint().toString());
        SavepointPatch patch =
                new SavepointPatch(
                        golden, Set.of("nobody", "bob"), List.of(new Edit(0, null, false)));

        assertThatThrownBy(() -> patch.write(folder.resolve("new").toString(), step -> {}))
                .isInstanceOfSatisfying(
                        SavepointPatch.RefusedException.class,
                        refused ->
                                assertThat(refused.reasons())
                                        .isEqualTo(Map.of("nobody", "is not in the savepoint")));
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void theCommandSaysWhatItDidAndHowTheJobGoesOn() throws Exception {
        String golden = GoldenSavepoint.of(2).savepoint().toString();
        String to = folder.resolve("repaired").toString();

        assertThat(said(golden, "--to", to, "--users", "bob", "--drop", "2024-05-05"))
                .contains("1 listener patched, of ", "  bob: 2024-05-05")
                .contains("--fromSavepoint file://" + to);
        // Who was erased since the first one is held by both.
        Configuration options = new Configuration();
        options.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, folder.toUri().toString());
        long completedAt = Files.getLastModifiedTime(Path.of(golden, "_metadata")).toMillis();
        assertThat(Snapshots.until(options, completedAt))
                .extracting(Snapshots.Snapshot::completedAt)
                .containsExactly(completedAt);
        assertThat(said(golden, "--to", to, "--users", "bob", "--drop", "2024-05-05"))
                .endsWith("exists already; a new folder is wanted\n");
        assertThat(said(golden, "--to", to + "2", "--users", "bob", "--drop", "2024-05-06"))
                .endsWith("no savepoint was made: bob has no streams on these dates\n");
        assertThat(
                        said(
                                golden,
                                "--to",
                                to + "3",
                                "--users",
                                "bob",
                                "--merge",
                                "2024-05-05=2024-05-06"))
                .contains("1 listener patched, of ", "  bob: 2024-05-05 2024-05-06");
        assertThat(said(golden, "--to", to, "--users", "bob", "--move", "2024-05-05"))
                .contains("'2024-05-05' is not two dates, as in 2026-03-02=2026-03-01");
        assertThat(said(golden, "--to", to, "--users", "bob"))
                .contains("what is to be done? --drop, --move or --merge");
        assertThat(said(golden, "--to", to, "--users", "bob", "--drop", "1998-01-01"))
                .contains("1998-01-01 is no date of a play: from 2000-01-01 to now");
    }

    private static void send(Feed feed, List<Play> plays) {
        feed.send(Listening.profile("ann", "UTC"));
        feed.awaitOutcomes();
        plays.forEach(feed::send);
        for (String other : OTHERS) {
            Listening.year(other).forEach(feed::send);
        }
        feed.awaitOutcomes();
    }

    private static List<Play> edited(List<Play> plays) {
        List<Play> edited = new ArrayList<>();
        for (Play play : plays) {
            LocalDateTime ended =
                    Instant.ofEpochMilli(play.endedAt()).atOffset(ZoneOffset.UTC).toLocalDateTime();
            LocalDate date = ended.toLocalDate();
            if (date.equals(ON_REPEAT)) {
                date = SILENT;
            } else if (date.equals(FIRST)) {
                date = FIRST.plusDays(5);
            }
            if (!date.equals(BIGGEST)) {
                edited.add(at(play, date.atTime(ended.toLocalTime())));
            }
        }
        return edited;
    }

    private static Play at(Play play, LocalDateTime ended) {
        return new Play(
                play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                ended.toInstant(ZoneOffset.UTC).toEpochMilli(),
                play.msPlayed(),
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                play.source());
    }

    private static void assertNothingOfOthersWasWritten(
            SortedMap<String, Store.Value> before, SortedMap<String, Store.Value> after) {
        after.forEach(
                (cell, value) -> {
                    if (OTHERS.contains(value.user()) && !cell.contains(" r:")) {
                        assertThat(value).as(cell).isEqualTo(before.get(cell));
                    }
                });
    }

    private static SortedMap<String, String> texts(Store store) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        store.cellsByName().forEach((cell, value) -> texts.put(cell, value.text()));
        return texts;
    }

    private static String cell(LocalDate date) {
        return "ann d:" + date.toString().replace("-", "");
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static String said(String savepoint, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(LAUNCHER.toString(), "savepoint", "patch", savepoint));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
