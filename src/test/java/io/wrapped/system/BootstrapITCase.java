package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.bootstrap.Bootstrap;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that starts from an archive says what the one said that streamed the same plays. */
class BootstrapITCase {
    private static final Path LAUNCHER = Path.of("../../wrapped").toAbsolutePath().normalize();
    private static final List<Integer> YEARS = List.of(YEAR - 1, YEAR);
    private static final List<String> USERS = List.of("ann", "bob", "cleo", "dora", "eve");

    @TempDir Path folder;

    private int archivedPlays;

    @Test
    void everyDocumentAndEveryDayIsAsAfterStreaming() throws Exception {
        Configuration options = new Configuration();
        options.set(ArchiveOptions.ARCHIVE, archive().toUri().toString());
        try (WrappedSystem streamed = WrappedSystem.create("bootstrap-streamed", options)) {
            RunningJob job = streamed.startWrapped();
            listen(streamed.feed());
            SortedMap<String, String> documents = documents(streamed, "streamed");
            KeptArchive.await(archive(), ArchiveKind.PLAY, archivedPlays);
            job.stopWithSavepoint();
            SortedMap<String, String> days = days(streamed);

            Bootstrap.Summary summary = bootstrap(false);
            assertThat(summary.plays()).isEqualTo(archivedPlays);
            assertThat(summary.profiles()).isEqualTo(9);
            assertThat(summary.state().users()).isEqualTo(USERS.size());
            assertThat(summary.state().erased()).isEqualTo(1);
            // Of the plays nothing is left but the archive.
            streamed.deleteRecords(Topics.from(streamed.options()).play());

            try (WrappedSystem full = onTheTopicsOf(streamed, "bootstrap-full")) {
                full.options().set(KafkaOptions.START_OFFSETS, summary.startOffsets());
                full.startWrapped(3, summary.savepoint());
                assertThat(documents(full, "full")).isEqualTo(documents);
                Awaitility.await("the facts of all dates").until(() -> days(full), days::equals);
                assertGoesOn(full);
            }
        }
    }

    @Test
    void anArchiveWithGapsIsRefusedUnlessTheyAreAllowed() throws Exception {
        write("play/1/2025-03-01/part-a-0", play("ann", 7, 3L), play("ann", 8, 0L));
        write("play/1/2025-03-01/part-a-2", play("bob", 12, 1L));

        assertThatThrownBy(() -> bootstrap(false))
                .hasMessage(
                        "the archive has gaps: of play partition 1 offsets 9 to 10 are missing;"
                                + " --allow-gaps goes on without them");
        Bootstrap.Summary summary = bootstrap(true);
        assertThat(summary.plays()).isEqualTo(3);
        assertThat(summary.state().users()).isEqualTo(2);
    }

    @Test
    void anArchiveBegunAfterSomeProfilesIsRefusedAndElseHasThemReadAgain() throws Exception {
        write("play/1/2025-03-01/part-a-0", play("ann", 0, null));
        write("profile/1/2025-03-01/part-a-0", profile("ann", 4));

        assertThatThrownBy(() -> bootstrap(false))
                .hasMessageContaining(
                        "the archive's profiles of partition 1 begin at offset 4: erasures and"
                                + " zones from before are not in it");
        assertThat(bootstrap(true).startOffsets()).isEqualTo(Map.of("play/1", "1"));
    }

    @Test
    void aCorruptFileIsNamedAndLeavesNoSavepoint() throws Exception {
        write("play/1/2025-03-01/part-a-0", play("ann", 7, 3L));
        Path file = archive().resolve("play/1/2025-03-01/part-a-0");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> bootstrap(false))
                .hasMessageMatching(".*part-a-0 is c.* in the record that begins at byte 0.*");
        assertThat(savepoint().resolve("_metadata")).doesNotExist();
    }

    @Test
    void theCommandSaysWhatItMadeAndHowTheJobStarts() throws Exception {
        write("play/1/2025-03-01/part-a-0", play("ann", 7, 3L), play("bob", 8, 0L));
        write("play/1/2025-03-01/part-b-0", play("bob", 8, 0L));

        assertThat(said(archive(), savepoint()))
                .containsPattern("users +2, 0 of them erased\\n")
                .containsPattern("copies +1 records, which were left out\\n")
                .contains("--fromSavepoint file://" + savepoint())
                .contains("--class io.wrapped.jobs.WrappedJob");
        assertThat(said(archive(), savepoint()))
                .endsWith("exists already; a new folder is wanted\n");
        assertThat(said(folder.resolve("none"), folder.resolve("other")))
                .endsWith("none: no such folder\n");
    }

    private Path archive() {
        return folder.resolve("archive");
    }

    private Path savepoint() {
        return folder.resolve("savepoint");
    }

    private Bootstrap.Summary bootstrap(boolean allowGaps) throws Exception {
        Archive archive = Archive.open(archive().toString());
        return new Bootstrap(archive, savepoint().toString(), 2, 16, allowGaps).run(read -> {});
    }

    /** A year with all that makes a difference. */
    private void listen(Feed feed) {
        for (int song = 0; song < 10; song++) {
            feed.send(Listening.song("ann", song, "Tune " + song, "genre " + song % 3));
            feed.send(Listening.song("bob", song, "Tune " + song, "genre " + song % 2));
        }
        feed.send(new Exclusion("ann", Target.ARTIST, "artist:1", true, 5));
        aroundMidnight(feed, "bob", "before any profile", 3);
        feed.awaitOutcomes();

        feed.send(Listening.profile("ann", "Europe/London"));
        feed.send(Listening.profile("bob", "Pacific/Auckland"));
        for (String user : List.of("cleo", "dora", "eve")) {
            feed.send(Listening.profile(user, "Europe/Paris"));
        }
        feed.awaitOutcomes();
        Listening.year("ann").forEach(play -> send(feed, play));
        aroundMidnight(feed, "bob", "down under", 300);
        aroundMidnight(feed, "cleo", "gone", 5);
        aroundMidnight(feed, "dora", "gone", 5);
        feed.awaitOutcomes();

        // A copy that says another date, a late play, one that is short and one that is private.
        send(feed, Listening.play("ann", "big-1", 3, Listening.SILENT.atTime(9, 0)));
        send(feed, Listening.play("ann", "late", 3, LocalDate.of(YEAR - 1, 5, 5).atTime(9, 0)));
        send(feed, Listening.play("ann", "short", 3, Listening.SILENT.atTime(9, 0), 5_000));
        feed.send(privatePlay());
        feed.send(Listening.profile("bob", "America/Los_Angeles"));
        feed.send(Listening.erasure("cleo"));
        feed.send(Listening.erasure("dora"));
        feed.awaitOutcomes();

        aroundMidnight(feed, "bob", "moved", 40);
        aroundMidnight(feed, "cleo", "after", 5);
        aroundMidnight(feed, "dora", "after", 5);
        feed.awaitOutcomes();
        feed.send(Listening.profile("dora", "Asia/Tokyo"));
        feed.awaitOutcomes();
        aroundMidnight(feed, "dora", "gone", 7);
        feed.awaitOutcomes();
        assertThat(feed.playOutcomes())
                .containsEntry(Result.DUPLICATE, 1L)
                .containsEntry(Result.ERASED, 10L)
                .containsEntry(Result.PRIVATE, 1L)
                .containsEntry(Result.TOO_SHORT, 1L);
    }

    private void aroundMidnight(Feed feed, String user, String event, int plays) {
        for (int i = 0; i < plays; i++) {
            LocalDate date = Listening.ON_REPEAT.plusDays(i % 50);
            send(
                    feed,
                    Listening.play(
                            user, event + i, i % 20, date.atTime(i % 24, 59).plusMinutes(i % 3)));
        }
    }

    private void send(Feed feed, Play play) {
        archivedPlays++;
        feed.send(play);
    }

    private static Play privatePlay() {
        Play play = Listening.play("ann", "private", 3, Listening.SILENT.atTime(9, 0));
        return new Play(
                play.eventId(),
                play.userId(),
                play.contentUri(),
                play.kind(),
                play.endedAt(),
                play.msPlayed(),
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null);
    }

    /** What is told of everyone and both years, which the live reviews say too in the end. */
    private static SortedMap<String, String> documents(WrappedSystem system, String command)
            throws Exception {
        SortedMap<String, String> all = new TreeMap<>();
        Feed feed = system.feed();
        Store store = system.store();
        for (int year : YEARS) {
            Map<String, Long> told = feed.trigger(everyone(command, year));
            store.documents(told, year, Slot.FINAL)
                    .forEach(
                            (user, document) -> {
                                all.put(user + " " + year, document);
                                if (Json.streams(document) > 0) {
                                    store.await(user, year, Slot.LIVE, document::equals);
                                }
                            });
        }
        assertThat(all).hasSize(2 * (USERS.size() - 1));
        return all;
    }

    private static SortedMap<String, String> days(WrappedSystem system) {
        SortedMap<String, String> all = new TreeMap<>();
        Store store = system.store();
        for (String user : USERS) {
            for (int year : YEARS) {
                store.days(user, year).forEach((day, facts) -> all.put(user + " " + day, facts));
            }
        }
        return all;
    }

    private static void assertGoesOn(WrappedSystem full) {
        Feed feed = full.feed();
        feed.send(Listening.erasure("bob"));
        feed.send(Listening.play("ann", "new", 3, Listening.SILENT.atTime(9, 0)));
        feed.send(Listening.play("ann", "big-1", 3, Listening.SILENT.atTime(9, 0)));
        feed.send(Listening.play("cleo", "new", 3, Listening.SILENT.atTime(9, 0)));
        feed.awaitOutcomes();
        assertThat(feed.playOutcomes())
                .isEqualTo(Map.of(Result.STREAM, 1L, Result.DUPLICATE, 1L, Result.ERASED, 1L));
        Store store = full.store();
        Awaitility.await("nothing of bob")
                .until(() -> store.document("bob", YEAR, Slot.LIVE), String::isEmpty);
    }

    /** Another system that reads the same topics and stores elsewhere. */
    private static WrappedSystem onTheTopicsOf(WrappedSystem system, String name)
            throws IOException {
        Configuration options = new Configuration(system.options());
        options.set(HBaseOptions.TABLE, name);
        options.set(KafkaOptions.GROUP_ID, name);
        options.removeConfig(ArchiveOptions.ARCHIVE);
        return WrappedSystem.create(name, options);
    }

    private static Trigger everyone(String command, int year) {
        return new Trigger(
                command + " " + year,
                year,
                (int) LocalDate.of(year, 12, 31).toEpochDay(),
                Scope.EVERYONE,
                List.of(),
                null,
                0,
                Purpose.FINAL);
    }

    private static ArchivedRecord play(String user, long offset, Long skipped) {
        Play play = Listening.play(user, "event-" + offset, 3, Listening.SILENT.atTime(9, 0));
        long appendedAt = play.endedAt() + 1_000;
        return new ArchivedRecord(1, offset, skipped, appendedAt, null, ProtoRecords.bytes(play));
    }

    private static ArchivedRecord profile(String user, long offset) {
        byte[] profile = ProtoRecords.bytes(Listening.profile(user, "Europe/Paris"));
        return new ArchivedRecord(1, offset, null, 1_000, null, profile);
    }

    private void write(String name, ArchivedRecord... records) throws IOException {
        Path file = archive().resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (ArchivedRecord record : records) {
                ProtoRecords.writeDelimited(record, out);
            }
        }
    }

    private static String said(Path archive, Path savepoint) throws IOException {
        Process process =
                new ProcessBuilder(
                                LAUNCHER.toString(),
                                "bootstrap",
                                "--archive=" + archive,
                                "--savepoint=" + savepoint)
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
