package io.wrapped.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.load.LoadPlan;
import io.wrapped.jobs.listening.Audience;
import io.wrapped.jobs.listening.Contents;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.jobs.listening.InventedListening;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The runbook before a launch: every command works, the load goes without a trace, and listeners
 * notice nothing. How fast it was is printed and decides nothing. With {@code
 * -Dwrapped.launch=full} it takes ten minutes more, holds the first minute after warming to the
 * rest, and also measures a launch for which nothing was warmed. Before both, HBase and the
 * TaskManager are started anew.
 */
class LaunchITCase {
    private static final boolean FULL = "full".equals(System.getProperty("wrapped.launch"));

    /** The first minute may take a fifth longer than the rest. */
    private static final double STEADY = 1.2;

    /** The dates that a load lives through, in the year whose reviews it reads. */
    private static final LoadPlan.Span LISTENED =
            LoadPlan.Span.before(LocalDate.now(ZoneOffset.UTC));

    /** Subtasks of the job before it grows. */
    private static final int SIZE_BEFORE = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Path folder = Servers.FOLDER.resolve("launch");
    private FlinkProcesses flink;
    private WrappedSystem system;
    private Store store;
    private ProcessJob job;
    private ProcessJob reports;
    private Path readers;

    /** How much of everything. */
    private record Size(
            int listeners,
            int plays,
            String load,
            String warming,
            String measured,
            int parallelism) {
        static Size chosen() {
            return FULL
                    ? new Size(
                            3_000,
                            100_000,
                            "--users 5000 --plays 200 --reads 200",
                            "2min",
                            "--for 3min --window 1min",
                            3)
                    : new Size(
                            20,
                            1_000,
                            "--users 50 --plays 100 --reads 100",
                            "5s",
                            "--for 6s --window 2s",
                            3);
        }
    }

    private final Size size = Size.chosen();

    @Test
    // In full it takes ten minutes where nothing else runs.
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void theRunbookBeforeTheLaunchDoesWhatItSays() throws Exception {
        Servers.deleteRecursively(folder);
        Configuration options = new Configuration();
        options.set(ListenerOptions.REVIEW_INTERVAL, Duration.ofMillis(50));
        try (FlinkProcesses cluster = FlinkProcesses.start(folder.resolve("flink"), 1);
                WrappedSystem running = WrappedSystem.create("launch", options)) {
            flink = cluster;
            system = running;
            store = running.store();
            job = submit(WrappedJob.class, SIZE_BEFORE, "");
            reports = submit(ReportJob.class, 1, "");
            listen();
            SortedMap<String, String> before = listenersCells();
            if (FULL) {
                warmThisProcess();
                startAnew();
                launchCold();
                startAnew();
            }
            runbook();
            assertThat(listenersCells()).isEqualTo(before);
            assertThat(store.cellsByName().keySet())
                    .noneMatch(cell -> cell.startsWith(LoadUser.PREFIX));
            assertErased();
            job.close();
            reports.close();
        }
    }

    private void runbook() throws Exception {
        Runbook runbook = newRunbook();
        resized(runbook.runNext());
        assertThat(runbook.runNext())
                .contains("run warm-up; `wrapped load --remove --run warm-up` removes it again")
                .contains("all were there");
        // Flink begins to collect what jobs measure when it is asked for the first time.
        Awaitility.await("plays of the load in the status").until(() -> loadPlaysInStatus() > 0);
        String looked = runbook.runNext();
        assertThat(looked)
                // The model, which nobody named.
                .containsPattern("\\n1 skipped, [0-9]+ ok\n")
                .containsPattern("load +[0-9,]+ of these plays are of `wrapped load`")
                // Plays of a load are of days long past, those of an import are not counted.
                .doesNotContainPattern("(?m)^ +late ");
        JsonNode warmed = tell("warmed", runbook.runNext());
        if (FULL) {
            assertSteady(warmed.path("writes"));
            assertSteady(warmed.path("reads"));
        }
        assertThat(runbook.runNext())
                .containsPattern("[0-9]+ users of loads are erased")
                .doesNotContain("LEFT");
        assertThat(runbook.hasNext()).isFalse();
    }

    private long loadPlaysInStatus() throws IOException {
        Command status =
                Command.run(system.options(), "status", "--json", "--flink", flink.address());
        return JSON.readTree(status.out()).at("/jobs/0/listening/load").asLong();
    }

    /** Commands run in this process: that it compiles them is no part of the launch. */
    private void warmThisProcess() {
        String few = "--users 20 --plays 20 --reads 20 --for 20s --readers-from " + readers;
        assertThat(load("--run compiled " + few).code()).isZero();
        assertThat(load("--remove").code()).isZero();
    }

    /** The same change of size, and at once as many users as after warming. */
    private void launchCold() throws Exception {
        resized(newRunbook().runNext());
        Command loaded =
                load(
                        "--run cold --readers-from "
                                + readers
                                + " "
                                + size.load()
                                + " "
                                + size.measured()
                                + " --json");
        tell("not warmed", loaded.out());
        assertThat(load("--remove").code()).isZero();
    }

    private Command load(String arguments) {
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments.split(" ")));
        return Command.run(system.options(), all.toArray(String[]::new));
    }

    private Runbook newRunbook() throws IOException {
        Runbook runbook = Runbook.of("Before the launch", flink, system);
        runbook.set("WRAPPED_JOB", job.id());
        runbook.set("JAR", flink.jar().toString());
        runbook.set("PARALLELISM", String.valueOf(size.parallelism()));
        runbook.set("FLINK", flink.address());
        runbook.set("READERS", readers.toString());
        runbook.set("LOAD", size.load());
        runbook.set("WARMING", size.warming());
        runbook.set("MEASURED", size.measured());
        return runbook;
    }

    /** The job goes on at another size, as the runbook printed it. */
    private void resized(String printed) throws Exception {
        Matcher id = SUBMITTED.matcher(printed);
        assertThat(id.find()).as(printed).isTrue();
        job = flink.job(id.group(1));
        job.awaitRunning();
    }

    /**
     * @param savepoint from which it goes on; empty where it begins
     */
    private ProcessJob submit(Class<?> main, int parallelism, String savepoint) throws Exception {
        Configuration options =
                main == ReportJob.class ? withModel(system.options()) : system.options();
        return flink.submit(flink.jar(), main.getName(), parallelism, savepoint, options);
    }

    /** Nobody has a story told, so no model need listen there. */
    private static Configuration withModel(Configuration options) {
        Configuration ofReports = new Configuration(options);
        ofReports.set(StoryOptions.BASE_URL, "http://127.0.0.1:9");
        ofReports.set(StoryOptions.MODEL, "none");
        return ofReports;
    }

    /** HBase and Flink with nothing in their caches, and nothing compiled. */
    private void startAnew() throws Exception {
        String ofJob = job.stopWithSavepoint();
        String ofReports = reports.stopWithSavepoint();
        Servers.shared().killHBase();
        Servers.shared().restartHBase();
        flink.replaceTaskManager(0);
        job = submit(WrappedJob.class, SIZE_BEFORE, ofJob);
        reports = submit(ReportJob.class, 1, ofReports);
        // Only then do all tasks run, as the runbook's savepoint needs them.
        Awaitility.await("a checkpoint").until(() -> job.lastCheckpointBegunAt() > 0);
    }

    /** Real listeners, as far as the jobs can tell, whose ids are a service's. */
    private void listen() throws IOException {
        List<InventedListener> listeners =
                new Audience(size.listeners(), size.plays(), 0, 1.0, 5, true)
                        .listeners(
                                LISTENED.days(),
                                new Contents(10_000, 0.9),
                                number -> "listener-" + number);
        List<String> ids = listeners.stream().map(InventedListener::userId).toList();
        readers = folder.resolve("readers.txt");
        Files.createDirectories(folder);
        Files.write(readers, ids);
        InventedListening listening =
                new InventedListening(listeners, LISTENED.firstDay(), LISTENED.days());
        try (Feed feed = system.feed()) {
            listeners.forEach(listener -> feed.send(listener.profile()));
            feed.awaitOutcomes();
            while (listening.hasNext()) {
                listening.next().forEach(arrival -> feed.send(arrival.play()));
            }
            feed.awaitOutcomes();
        }
        Awaitility.await("reviews with all streams")
                .pollInterval(Duration.ofMillis(500))
                .until(this::reviewed, streams -> streams == listening.streams());
    }

    /** Streams in all live reviews. */
    private long reviewed() throws IOException {
        AtomicLong streams = new AtomicLong();
        store.forEach(
                LISTENED.year(),
                Slot.LIVE,
                (user, document) -> {
                    try {
                        streams.addAndGet(JSON.readTree(document).at("/totals/streams").asLong());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return streams.get();
    }

    /** What stands of everyone who is of no load, by user and column. */
    private SortedMap<String, String> listenersCells() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        store.cellsByName()
                .forEach(
                        (name, cell) -> {
                            if (!LoadUser.hasPrefix(cell.user())) {
                                texts.put(name, cell.text());
                            }
                        });
        return texts;
    }

    /** State knows of users of loads that they are erased, and nothing else. */
    private void assertErased() throws Exception {
        String savepoint = job.savepoint();
        Command inspected = Command.run(List.of("savepoint", "inspect", savepoint));
        Matcher users =
                Pattern.compile("users +([0-9,]+), ([0-9,]+) of them erased")
                        .matcher(inspected.out());
        assertThat(users.find()).as(inspected.out()).isTrue();
        assertThat(number(users.group(1)) - number(users.group(2))).isEqualTo(size.listeners());
        assertThat(number(users.group(2))).isPositive();
        Command user =
                Command.run(
                        List.of(
                                "savepoint",
                                "inspect",
                                savepoint,
                                "--user",
                                new LoadUser("warm-up", 0).id()));
        assertThat(user.out())
                .contains("erased, forgets all until ")
                .contains("0 streams on 0 days");
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    private static void assertSteady(JsonNode firstToRest) {
        assertThat(firstToRest.path("p50").asDouble()).isBetween(0.01, STEADY);
        assertThat(firstToRest.path("p99").asDouble()).isBetween(0.01, STEADY);
    }

    /** Prints how the first window stood to the rest, and returns it. */
    private static JsonNode tell(String what, String printed) throws IOException {
        String line =
                printed.lines()
                        .filter(each -> each.startsWith("{"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(printed));
        JsonNode told = JSON.readTree(line);
        assertThat(told.path("missed").asLong() + told.at("/reads/failed").asLong()).isZero();
        assertThat(told.path("plays").asLong()).isPositive();
        assertThat(told.at("/reads/done").asLong()).isPositive();
        // A few may have been drawn no play.
        assertThat(told.at("/reads/empty").asLong())
                .isLessThan(told.at("/reads/done").asLong() / 2);
        System.out.printf(
                Locale.ROOT,
                "Launch, %s: of the first window to the rest %s%n  %s%n",
                what,
                told.path("first_window_to_rest"),
                told.path("windows"));
        return told.path("first_window_to_rest");
    }
}
