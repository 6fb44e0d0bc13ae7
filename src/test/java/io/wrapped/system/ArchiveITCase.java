package io.wrapped.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive holds what the job accepted, once, whatever happens to the job. */
class ArchiveITCase {
    private static final int PARTITION = 1;

    private static final String HIDDEN_FILE =
            "(/play/[0-9]+/[0-9-]+)/\\.(part-[0-9a-f-]+)\\.inprogress\\.[0-9a-f-]{36}";

    @TempDir Path folder;

    private int sent;

    @Test
    void whatWasAcceptedIsKeptAsItWasReadAndOnceThoughTasksAreLost() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("archive-crash")) {
            archiveIn(system, folder);
            system.startWrapped();
            Feed feed = system.feed();
            for (int round = 0; round < 3; round++) {
                feed.send(Listening.profile("ann", "Europe/London"));
                feed.send(Listening.erasure("gone"));
                sendPlays(system, feed, 40);
                feed.awaitOutcomes();
                FlinkCluster.shared().replaceTaskManager();
            }
            feed.send(topics(system).profile(), "ann", new byte[] {1});
            feed.awaitOutcomes();

            KeptArchive plays = KeptArchive.await(folder, ArchiveKind.PLAY, 3 * 40);
            assertThat(plays.records())
                    .usingRecursiveFieldByFieldElementComparatorOnFields(
                            "partition", "offset", "value")
                    .isEqualTo(accepted(system, topics(system).play()));
            assertThat(plays.copies()).isZero();
            assertThat(plays.gaps()).isEmpty();
            KeptArchive profiles = KeptArchive.await(folder, ArchiveKind.PROFILE, 6);
            assertThat(profiles.records())
                    .usingRecursiveFieldByFieldElementComparatorOnFields(
                            "partition", "offset", "value")
                    .isEqualTo(accepted(system, topics(system).profile()));
            assertThat(profiles.copies()).isZero();
            assertThat(profiles.gaps()).isEmpty();
            assertNothingPrivateOrRefusedIsKept();
            assertThat(folder.resolve("play/1").resolve(today(plays))).isDirectory();
        }
    }

    @Test
    void archiveGoesWithTheJobBackToAnOlderSavepointAndIsSwitchedOffAndOn() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("archive-switched")) {
            archiveIn(system, folder);
            Feed feed = system.feed();
            RunningJob job = system.startWrapped();
            sendPlays(system, feed, 4);
            feed.awaitOutcomes();
            String older = job.savepoint();
            sendPlays(system, feed, 4);
            feed.awaitOutcomes();
            KeptArchive.await(folder, ArchiveKind.PLAY, 8);
            job.stopWithSavepoint();

            job = system.startWrapped(3, older);
            sendPlays(system, feed, 4);
            feed.awaitOutcomes();
            KeptArchive again = KeptArchive.await(folder, ArchiveKind.PLAY, 12);
            assertThat(again.copies()).isEqualTo(4);
            assertThat(again.gaps()).isEmpty();

            system.options().removeConfig(ArchiveOptions.ARCHIVE);
            job = system.startWrapped(1, job.stopWithSavepoint());
            sendPlays(system, feed, 4);
            feed.awaitOutcomes();

            archiveIn(system, folder);
            system.startWrapped(2, job.stopWithSavepoint());
            sendPlays(system, feed, 4);
            feed.awaitOutcomes();
            KeptArchive on = KeptArchive.await(folder, ArchiveKind.PLAY, 16);
            assertThat(on.records()).hasSize(16);
            // From behind the last play that was kept up to the first one that is kept again.
            assertThat(on.gaps()).containsExactly(new OffsetRange(22, 31));
        }
    }

    @Test
    void filesThatWaitedAreMovedIntoPlaceByAJobWithoutArchive() throws Exception {
        try (WrappedSystem system = WrappedSystem.create("archive-waits")) {
            archiveIn(system, folder);
            Feed feed = system.feed();
            RunningJob job = system.startWrapped();
            String savepoint = savepointWithWaitingFiles(system, feed, job);
            // What waited at the savepoint was moved at the next checkpoint.
            KeptArchive.await(folder, ArchiveKind.PLAY, sent / 2);
            job.close();
            List<Path> files = hideAgain(savepoint);

            system.options().removeConfig(ArchiveOptions.ARCHIVE);
            system.startWrapped(2, savepoint);

            Awaitility.await("the files").until(() -> files.stream().allMatch(Files::exists));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenHoldsTheJobUpAndLosesNothing() throws Exception {
        Path archive = folder.resolve("archive");
        Files.writeString(archive, "in the way");
        try (WrappedSystem system = WrappedSystem.create("archive-away")) {
            archiveIn(system, archive);
            RunningJob job = system.startWrapped();
            Feed feed = system.feed();
            sendPlays(system, feed, 10);
            Awaitility.await("a restart").until(() -> job.status() == JobStatus.RESTARTING);

            Files.delete(archive);

            feed.awaitOutcomes();
            KeptArchive plays = KeptArchive.await(archive, ArchiveKind.PLAY, 10);
            assertThat(plays.records())
                    .usingRecursiveFieldByFieldElementComparatorOnFields(
                            "partition", "offset", "value")
                    .isEqualTo(accepted(system, topics(system).play()));
            assertThat(plays.copies()).isZero();
        }
    }

    private static void archiveIn(WrappedSystem system, Path folder) {
        system.options().set(ArchiveOptions.ARCHIVE, folder.toUri().toString());
    }

    private static Topics topics(WrappedSystem system) {
        return Topics.from(system.options());
    }

    /**
     * After each second play that is to be kept, every third of them short, come two that are not.
     */
    private void sendPlays(WrappedSystem system, Feed feed, int kept) {
        for (int i = 0; i < kept; i++) {
            int ms = sent % 3 == 0 ? 5_000 : 180_000;
            send(system, feed, play("ann", ms, false));
            if (i % 2 == 1) {
                send(system, feed, play("hidden", 180_000, true));
                send(system, feed, play("refused", -1, false));
            }
        }
    }

    private static void send(WrappedSystem system, Feed feed, Play play) {
        feed.send(topics(system).play(), PARTITION, play.userId(), ProtoRecords.bytes(play));
    }

    private Play play(String user, int ms, boolean isPrivate) {
        sent++;
        return new Play(
                "event-" + sent,
                user,
                Listening.content(user, sent),
                Kind.MUSIC,
                Listening.SILENT.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
                ms,
                null,
                null,
                null,
                isPrivate,
                null,
                null,
                null,
                null);
    }

    /** What of a topic the archive must hold, in the order of partitions and offsets. */
    private static List<ArchivedRecord> accepted(WrappedSystem system, String topic) {
        boolean plays = topic.equals(topics(system).play());
        return system.read(topic).stream()
                .filter(record -> plays ? isKept(record.value()) : isProfile(record.value()))
                .sorted(
                        Comparator.comparingInt(Stored::partition)
                                .thenComparingLong(Stored::offset))
                .map(
                        record ->
                                new ArchivedRecord(
                                        record.partition(),
                                        record.offset(),
                                        null,
                                        0,
                                        null,
                                        record.value()))
                .toList();
    }

    private static boolean isKept(byte[] value) {
        try {
            return !ProtoRecords.play(value, System.currentTimeMillis()).privateSession();
        } catch (RefusedException e) {
            return false;
        }
    }

    private static boolean isProfile(byte[] value) {
        try {
            ProtoRecords.profile(value);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private void assertNothingPrivateOrRefusedIsKept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readString(file, ISO_8859_1))
                                            .doesNotContain("hidden", "refused"));
        }
    }

    private static String today(KeptArchive kept) {
        return Instant.ofEpochMilli(kept.records().get(0).timestamp())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    /** A checkpoint may come between the plays and the savepoint, and move their files first. */
    private String savepointWithWaitingFiles(WrappedSystem system, Feed feed, RunningJob job)
            throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            sendPlays(system, feed, 2);
            feed.awaitOutcomes();
            String savepoint = job.savepoint();
            if (waiting(savepoint).find()) {
                return savepoint;
            }
        }
        throw new AssertionError("no savepoint has a file that waits");
    }

    private Matcher waiting(String savepoint) throws IOException {
        Path metadata = Path.of(URI.create(savepoint)).resolve("_metadata");
        return Pattern.compile(Pattern.quote(folder.toString()) + HIDDEN_FILE)
                .matcher(Files.readString(metadata, ISO_8859_1));
    }

    /**
     * Gives the files of a savepoint the names back that they had while they waited, as where a
     * process ended between the savepoint and their move.
     *
     * @return where they belong
     */
    private List<Path> hideAgain(String savepoint) throws IOException {
        Matcher waiting = waiting(savepoint);
        List<Path> moved = new ArrayList<>();
        while (waiting.find()) {
            Path place = Path.of(folder + waiting.group(1), waiting.group(2));
            Files.move(place, Path.of(waiting.group()));
            moved.add(place);
        }
        assertThat(moved).isNotEmpty();
        return moved;
    }
}
