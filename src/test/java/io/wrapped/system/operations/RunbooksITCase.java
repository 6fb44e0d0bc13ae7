package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.KeptArchive;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The other runbooks, one after the other on one deployment: a date is repaired in a savepoint, a
 * listener is exported and forgotten, the job goes back to the repaired savepoint, and is begun
 * anew from the archive.
 */
class RunbooksITCase {
    private static final int YEAR = NearMidnight.YEAR;
    private static final LocalDate WRONG = LocalDate.of(YEAR, 6, 14);
    private static final LocalDate RIGHT = LocalDate.of(YEAR, 12, 3);
    private static final String ANN = "ann";
    private static final String EVE = "eve";
    private static final String PLAIN = "plain";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Path folder = Servers.FOLDER.resolve("runbooks");
    private FlinkProcesses flink;
    private WrappedSystem system;
    private Store store;
    private Feed feed;
    private String jobId;
    private int plays;

    @Test
    void everyRunbookDoesWhatItSays() throws Exception {
        Servers.deleteRecursively(folder);
        Path archive = Files.createDirectories(folder.resolve("archive"));
        Configuration options = new Configuration();
        options.set(ArchiveOptions.ARCHIVE, archive.toUri().toString());
        try (FlinkProcesses cluster = FlinkProcesses.start(folder.resolve("flink"), 1);
                WrappedSystem running = WrappedSystem.create("runbooks", options)) {
            flink = cluster;
            system = running;
            store = running.store();
            feed = running.feed();
            ProcessJob job =
                    flink.submit(flink.jar(), WrappedJob.class.getName(), 2, "", system.options());
            listen();
            String repaired = repairADate(job.id());
            exportAndForget(repaired.split(" ")[1], archive);
            String last = goBack(repaired);
            KeptArchive.await(archive, ArchiveKind.PLAY, plays);
            flink.job(last).close();
            beginFromTheArchive(archive);
            flink.job(jobId).close();
        }
    }

    @Test
    void noRunbookIsRunByNoTest() throws IOException {
        Path home = Path.of(System.getProperty("wrapped.home"));
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files =
                Files.list(home.resolve("src/test/java/io/wrapped/system/operations"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith("ITCase.java")).toList()) {
                tests.append(Files.readString(file));
            }
        }
        List<String> fences =
                Files.readAllLines(home.resolve("docs/operations.md")).stream()
                        .filter(line -> line.strip().startsWith("```"))
                        .toList();
        List<String> headings = Runbook.headings();

        // What is shown otherwise would not be run.
        for (int i = 0; i < fences.size(); i++) {
            assertThat(fences.get(i)).isEqualTo(i % 2 == 0 ? "```sh" : "```");
        }

        assertThat(headings).hasSizeGreaterThan(2);
        assertThat(headings).allMatch(heading -> tests.indexOf("\"" + heading + "\"") > 0);
    }

    private void listen() {
        for (String user : List.of(ANN, EVE, PLAIN)) {
            feed.send(NearMidnight.profile(user, "UTC"));
        }
        feed.awaitOutcomes();
        for (String user : List.of(ANN, EVE, PLAIN)) {
            NearMidnight.year(user).forEach(this::send);
        }
        feed.awaitOutcomes();
        feed.trigger(NearMidnight.everyone("told"));
    }

    /** The night of the fourteenth of June is that of another date from then on. */
    private String repairADate(String job) throws Exception {
        SortedMap<String, Store.Value> before = store.cellsByName();
        Runbook runbook = runbook("A date that cannot be replayed");
        runbook.set("WRAPPED_JOB", job);
        runbook.set("WRONG_DATE", WRONG.toString());
        runbook.set("RIGHT_DATE", RIGHT.toString());

        assertThat(runbook.runNext()).containsPattern(WRONG + "  24 streams");
        assertThat(runbook.runNext()).contains("1 listener patched, of 3 in the savepoint");
        String id = submitted(runbook.runNext());
        assertThat(runbook.runNext()).contains("1 listener was told of " + YEAR);

        assertThat(runbook.hasNext()).isFalse();
        String wrong = ANN + " d:" + WRONG.toString().replace("-", "");
        String right = ANN + " d:" + RIGHT.toString().replace("-", "");
        Awaitility.await("the facts of the dates")
                .until(
                        () ->
                                !store.cellsByName().containsKey(wrong)
                                        && store.cellsByName().containsKey(right));
        SortedMap<String, Store.Value> after = store.cellsByName();
        assertThat(dates(after.get(ANN + " r:" + YEAR + ":final").text()))
                .contains(RIGHT.toString())
                .doesNotContain(WRONG.toString());
        before.keySet().removeIf(cell -> cell.equals(wrong) || cell.contains(" r:"));
        assertThat(after).containsAllEntriesOf(before);
        return runbook.get("SAVEPOINTS") + "/repaired " + id;
    }

    private void exportAndForget(String job, Path archive) throws Exception {
        SortedMap<String, Store.Value> before = store.cellsByName();
        Runbook runbook = runbook("A listener asks what is held, and to be forgotten");
        runbook.set("WRAPPED_JOB", job);
        runbook.set("LISTENER", EVE);
        Path export = folder.resolve("export");
        runbook.set("EXPORT", export.toString());

        // What the topic forgets the archive has.
        KeptArchive.await(archive, ArchiveKind.PLAY, plays);
        system.deleteRecords(Topics.from(system.options()).play());
        runbook.runNext();
        assertThat(read(Files.readString(export.resolve("plays.json")))).isEmpty();
        assertThat(read(Files.readString(export.resolve("archived.json"))).findValues("event_id"))
                .hasSize(NearMidnight.year(EVE).size());
        JsonNode state = read(Files.readString(export.resolve("state.json")));
        assertThat(state.path("streams").asInt()).isEqualTo(NearMidnight.year(EVE).size());
        assertThat(state.path("days").findValuesAsText("date")).contains(WRONG.toString());
        assertThat(runbook.runNext())
                .contains("all state of the wrapped job", EVE + " is erased since ")
                .containsPattern("\\S+: [0-9]+ records? of the user;")
                .contains(nameOf(runbook.get("SAVEPOINT")) + ": completed ");
        assertThat(runbook.runNext())
                .contains(EVE + " is erased since ", "erased, forgets all until ")
                .contains("0 streams on 0 days, 0 items");

        assertThat(runbook.hasNext()).isFalse();
        before.keySet().removeIf(cell -> cell.startsWith(EVE + " ") || cell.contains(" r:"));
        SortedMap<String, Store.Value> after = store.cellsByName();
        assertThat(after).containsAllEntriesOf(before);
        assertThat(after.keySet()).noneMatch(cell -> cell.startsWith(EVE + " "));
    }

    /** What came after the savepoint is read again, and who was erased since stays erased. */
    private String goBack(String repairedAndJob) throws Exception {
        String[] words = repairedAndJob.split(" ");
        send(NearMidnight.play(ANN, "since", 3, LocalDate.of(YEAR, 12, 9).atTime(12, 0)));
        send(NearMidnight.play(EVE, "since", 3, LocalDate.of(YEAR, 12, 9).atTime(12, 0)));
        feed.awaitOutcomes();
        SortedMap<String, String> documents =
                documents(feed.trigger(NearMidnight.everyone("with what came since")));
        Runbook runbook = runbook("Back to an older savepoint");
        runbook.set("WRAPPED_JOB", words[1]);
        runbook.set("SAVEPOINT", words[0]);

        String printed = runbook.runNext();

        assertThat(printed).containsPattern("users +3\\n");
        assertThat(runbook.hasNext()).isFalse();
        String id = submitted(printed);
        Map<String, Long> told = feed.trigger(NearMidnight.everyone("after going back"));
        assertThat(told).containsOnlyKeys(ANN, PLAIN);
        assertThat(documents(told)).isEqualTo(documents);
        return id;
    }

    /** The archive holds plays, so the date is what the plays say again. */
    private void beginFromTheArchive(Path archive) throws Exception {
        system.deleteRecords(Topics.from(system.options()).play());
        Runbook runbook = runbook("A new deployment from the archive");
        runbook.set("ARCHIVE", archive.toString());
        runbook.set("PRINTED", folder.resolve("bootstrap.txt").toString());

        String printed = runbook.runNext();

        assertThat(runbook.hasNext()).isFalse();
        assertThat(printed).containsPattern("users +3, 1 of them erased\\n");
        jobId = submitted(printed);
        feed.send(NearMidnight.play(ANN, "new", 3, LocalDate.of(YEAR, 12, 9).atTime(13, 0)));
        feed.awaitOutcomes();
        Map<String, Long> told = feed.trigger(NearMidnight.everyone("from the archive"));
        assertThat(told).containsOnlyKeys(ANN, PLAIN);
        String document = documents(told).get(ANN);
        assertThat(dates(document)).contains(WRONG.toString()).doesNotContain(RIGHT.toString());
        assertThat(read(document).at("/totals/streams").asInt())
                .isEqualTo(NearMidnight.year(ANN).size() + 2);
    }

    private static String nameOf(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    private Runbook runbook(String heading) throws IOException {
        Runbook runbook = Runbook.of(heading, flink, system);
        runbook.set("JAR", flink.jar().toString());
        runbook.set("CHECKPOINTS", flink.checkpoints().toString());
        runbook.set("YEAR", String.valueOf(YEAR));
        runbook.set("LISTENER", ANN);
        return runbook;
    }

    private void send(Play play) {
        plays++;
        feed.send(play);
    }

    private static String submitted(String printed) {
        Matcher id = SUBMITTED.matcher(printed);
        assertThat(id.find()).as(printed).isTrue();
        return id.group(1);
    }

    /** What was written by a trigger, once it stands in HBase. */
    private SortedMap<String, String> documents(Map<String, Long> told) throws IOException {
        return store.documents(told, YEAR, Slot.FINAL);
    }

    private static List<String> dates(String document) {
        return read(document).path("remarkable_days").findValuesAsText("date");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
