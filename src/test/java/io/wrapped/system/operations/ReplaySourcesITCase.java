package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Listeners whose state is wrong are built anew from what Kafka or the archive has, and stay as
 * they are where that begins too late. Their state is made wrong by dropping a date. They moved to
 * another zone meanwhile, and each has a play that only the clock of an import lets through.
 */
class ReplaySourcesITCase {
    private static final int YEAR = NearMidnight.YEAR;
    private static final LocalDate DATE = LocalDate.of(YEAR, 6, 14);
    private static final String ANN = "ann";
    private static final String BEN = "ben";

    private final Path folder = Servers.FOLDER.resolve("replay-sources");
    private final Path archive = folder.resolve("archive");
    private WrappedSystem system;
    private Store store;
    private Feed feed;

    @Test
    void whoIsNamedIsBuiltAnewFromWhatWasKeptOrStaysAsTheyAre() throws Exception {
        Servers.deleteRecursively(folder);
        Files.createDirectories(archive);
        Configuration options = new Configuration();
        options.set(ArchiveOptions.ARCHIVE, archive.toUri().toString());
        try (FlinkProcesses flink = FlinkProcesses.start(folder.resolve("flink"), 1);
                WrappedSystem running = WrappedSystem.create("replay-sources", options)) {
            system = running;
            store = running.store();
            feed = running.feed();
            ProcessJob job = submit(flink, "");
            listen();
            SortedMap<String, String> right = tell("right");
            String repaired = drop(job.stopWithSavepoint());
            try (ProcessJob goesOn = submit(flink, repaired)) {
                goesOn.awaitRunning();
                SortedMap<String, String> wrong = tell("wrong");
                assertThat(wrong.get(ANN)).isNotEqualTo(right.get(ANN));
                assertThat(wrong.get(BEN)).isNotEqualTo(right.get(BEN));

                LocalDate today = LocalDate.now(ZoneOffset.UTC);
                String yesterday = today.minusDays(1).toString();
                assertBuiltAnew(
                        replay("--users", ANN, "--from", "kafka", "--since", yesterday),
                        ANN,
                        right);
                assertThat(store.document(BEN, YEAR, Slot.FINAL)).isEqualTo(wrong.get(BEN));

                SortedMap<String, Store.Value> before = store.cellsByName();
                String tomorrow = today.plusDays(1).toString();
                assertRefused(
                        replay("--users", BEN, "--from", "kafka", "--since", tomorrow),
                        "no play of theirs was kept");
                running.deleteRecords(Topics.from(running.options()).play());
                assertRefused(
                        replay("--users", BEN, "--from", "archive", "--archive", cut().toString()),
                        "[0-9]+ plays? that (is|are) counted now would be lost");
                assertThat(tell("refused")).containsEntry(BEN, wrong.get(BEN));
                assertThat(ofDays(store.cellsByName())).isEqualTo(ofDays(before));

                Path file = Files.writeString(folder.resolve("users"), BEN + "\n");
                assertBuiltAnew(replay("--users-from", file.toString()), BEN, right);
            }
        }
    }

    private ProcessJob submit(FlinkProcesses flink, String savepoint) throws Exception {
        return flink.submit(
                flink.jar(), WrappedJob.class.getName(), 2, savepoint, system.options());
    }

    /** The archive has at least two files of each partition with a play. */
    private void listen() {
        List<String> users = List.of(ANN, BEN);
        List<Play> plays =
                users.stream().flatMap(user -> NearMidnight.year(user).stream()).toList();
        int sent = sendAhead(users);
        for (boolean early : new boolean[] {true, false}) {
            String zone = early ? "Asia/Tokyo" : "UTC";
            users.forEach(user -> feed.send(NearMidnight.profile(user, zone)));
            feed.awaitOutcomes();
            for (Play play : plays) {
                if (early == play.eventId().matches(".*[02468]")) {
                    feed.send(play);
                    sent++;
                }
            }
            feed.awaitOutcomes();
            KeptArchive.await(archive, ArchiveKind.PLAY, sent);
        }
    }

    /** Today's bounds would refuse them. */
    private int sendAhead(List<String> users) {
        LocalDateTime ahead = LocalDate.now(ZoneOffset.UTC).plusDays(9).atTime(12, 0);
        Feed clocked = system.feed(ahead.plusDays(1).toInstant(ZoneOffset.UTC).toEpochMilli());
        users.forEach(user -> clocked.send(NearMidnight.play(user, "ahead", 3, ahead)));
        clocked.awaitOutcomes();
        assertThat(clocked.playOutcomes()).isEqualTo(Map.of(Result.STREAM, (long) users.size()));
        return users.size();
    }

    private SortedMap<String, String> tell(String command) throws IOException {
        return store.documents(feed.trigger(NearMidnight.everyone(command)), YEAR, Slot.FINAL);
    }

    private String drop(String savepoint) {
        String to = folder.resolve("repaired").toUri().toString();
        Command patched =
                Command.run(
                        List.of(
                                "savepoint",
                                "patch",
                                savepoint,
                                "--to",
                                to,
                                "--users",
                                ANN + "," + BEN,
                                "--drop",
                                DATE.toString()));
        assertThat(patched.code()).as(patched.out()).isZero();
        return to;
    }

    private Command replay(String... words) {
        String[] all = Stream.concat(Stream.of("replay"), Stream.of(words)).toArray(String[]::new);
        return Command.run(system.options(), all);
    }

    private void assertBuiltAnew(Command replay, String user, Map<String, String> right) {
        assertThat(replay.code()).as(replay.out()).isZero();
        assertThat(replay.out()).contains("1 of them differed", user + ": 1 date");
        Awaitility.await("the year of " + user)
                .until(
                        () -> store.document(user, YEAR, Slot.FINAL),
                        document -> document.equals(right.get(user)));
    }

    private static void assertRefused(Command replay, String reason) {
        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.out()).containsPattern(BEN + " stays as before: " + reason);
    }

    private static SortedMap<String, Store.Value> ofDays(SortedMap<String, Store.Value> cells) {
        cells.keySet().removeIf(cell -> !cell.contains(" d:"));
        return cells;
    }

    /** The archive without the first file of each partition. */
    private Path cut() throws IOException {
        Path cut = folder.resolve("cut");
        for (ArchivePartition partition :
                Archive.open(archive.toString()).partitions(ArchiveKind.PLAY)) {
            long first = Long.MAX_VALUE;
            for (URI file : partition.files()) {
                first = Math.min(first, from(partition, file));
            }
            assertThat(partition.files()).hasSizeGreaterThan(1);
            for (URI file : partition.files()) {
                if (from(partition, file) > first) {
                    Path copy = cut.resolve(archive.relativize(Path.of(file)));
                    Files.createDirectories(copy.getParent());
                    Files.copy(Path.of(file), copy);
                }
            }
        }
        return cut;
    }

    private static long from(ArchivePartition partition, URI file) throws IOException {
        return new ArchivePartition(partition.number(), List.of(file), 0).read(record -> {}).from();
    }
}
