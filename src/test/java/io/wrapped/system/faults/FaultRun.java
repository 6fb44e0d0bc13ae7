package io.wrapped.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.harness.WriterServer;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs worlds through both jobs on a cluster of processes, undisturbed and under a schedule of
 * faults, and compares what stands at the end.
 */
final class FaultRun implements AutoCloseable {
    /** Plenty for jobs that are in order: a restart or two, and HBase's own start. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final long PACE_MS = 8;
    private static final int PROBES = 24;
    private static final String MODEL_LATENCY_MS = "700";

    private final Path jar;
    private final FlinkProcesses flink;
    private final WriterServer writer;

    private FaultRun(Path folder) throws IOException {
        flink = FlinkProcesses.start(folder.resolve("flink"), 2);
        writer = WriterServer.start(folder.resolve("writer"), MODEL_LATENCY_MS);
        jar = flink.jar();
    }

    /**
     * Starts the processes.
     *
     * @param name of the folder that all of theirs is in
     */
    static FaultRun start(String name) throws IOException {
        return new FaultRun(Servers.FOLDER.resolve(name));
    }

    /** What the job makes of a world when nothing is done to it. */
    Told undisturbed(World world, Told expected) throws Exception {
        try (WrappedSystem system = WrappedSystem.create("calm-" + world.seed());
                ProcessJob job =
                        flink.submit(jar, WrappedJob.class.getName(), 2, "", system.options())) {
            Feed feed = system.feed();
            for (World.Step step : world.steps()) {
                send(feed, step, () -> {}, () -> {}, 0);
            }
            return settled(system.store(), expected, PATIENCE);
        }
    }

    /**
     * What becomes of a world under faults.
     *
     * @param name of the system, which no other run has
     * @param patience how long to wait for what is missing
     * @param ofJar what the jobs are started from
     */
    Finding disturbed(
            String name,
            World world,
            Schedule schedule,
            Told expected,
            Duration patience,
            Path ofJar)
            throws Exception {
        Configuration options = new Configuration();
        options.set(StoryOptions.REQUEST_TIMEOUT, Duration.ofSeconds(8));
        Payments payments = new Payments();
        try (WrappedSystem system = WrappedSystem.create(name, options);
                Ground ground = new Ground(flink, writer, ofJar, system, payments);
                Watch watch = Watch.start(system.store(), payments, ground::reportsRunSince)) {
            Feed feed = system.feed();
            feed.waitAtMost(patience);
            Storm storm = new Storm(ground, schedule, world.size(), payments);
            Thread thread = new Thread(storm, "storm");
            thread.start();
            List<String> unheard = new ArrayList<>();
            try {
                for (World.Step step : world.steps()) {
                    send(feed, step, storm::sentOne, ground::awaitCheckpoints, PACE_MS);
                }
            } catch (AssertionError e) {
                unheard.add(e.getMessage());
            }
            storm.sendingEnded();
            thread.join();
            ground.awaitRunning();
            // What was waited for in vain once does not come.
            Duration left = unheard.isEmpty() ? patience : Duration.ofSeconds(5);
            if (unheard.isEmpty()) {
                unheard.addAll(probe(feed));
            }
            Store store = system.store();
            settled(store, expected, left);
            List<String> open = openReports(world, system, store, left);
            // Once more, since stories were waited for meanwhile.
            Told found = Cells.told(store);
            return new Finding(
                    world.seed(),
                    storm.counts(),
                    unheard,
                    expected.differences(found),
                    open,
                    watch.hollow(),
                    foreign(store, payments),
                    payments.inexcusable(),
                    payments.twice(),
                    watch.looks(),
                    storm.failure());
        }
    }

    Path jar() {
        return jar;
    }

    /**
     * Plays of listeners who are in no world: after the last fault each task has to take some in.
     */
    private static List<String> probe(Feed feed) {
        for (int i = 0; i < PROBES; i++) {
            feed.send(World.probe(i));
        }
        try {
            feed.awaitOutcomes();
            return List.of();
        } catch (AssertionError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param settle a document changes by a trigger only, but one that was told since the last
     *     checkpoint is told again after a restart, from what holds then
     */
    private static void send(
            Feed feed, World.Step step, Runnable sentOne, Runnable settle, long paceMs)
            throws InterruptedException {
        step.profiles().forEach(feed::send);
        feed.awaitOutcomes();
        step.catalogue().forEach(feed::send);
        for (Record record : step.listening()) {
            if (record instanceof Play play) {
                feed.send(play);
            } else {
                feed.send((Exclusion) record);
            }
            TimeUnit.MILLISECONDS.sleep(paceMs);
            sentOne.run();
        }
        feed.trigger(step.trigger());
        // What is sent next belongs to the next step.
        feed.awaitOutcomes();
        settle.run();
    }

    /** What stands once it is what is expected, or else when patience has ended. */
    private static Told settled(Store store, Told expected, Duration patience) throws IOException {
        try {
            return Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> Cells.told(store), found -> expected.differences(found).isEmpty());
        } catch (ConditionTimeoutException e) {
            return Cells.told(store);
        }
    }

    /** Requested reports that are neither complete nor a named dead letter in the end. */
    private static List<String> openReports(
            World world, WrappedSystem system, Store store, Duration patience) throws Exception {
        try {
            return Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> openNow(world, system, store), List::isEmpty);
        } catch (ConditionTimeoutException e) {
            return openNow(world, system, store);
        }
    }

    private static List<String> openNow(World world, WrappedSystem system, Store store)
            throws Exception {
        Set<String> failed = failed(system);
        List<String> open = new ArrayList<>();
        Set<String> ended = Cells.stories(store);
        ended.addAll(failed);
        for (String date : requested(world, system)) {
            if (!ended.contains(date)) {
                open.add(date + " was requested, and has neither a story nor a failure");
            }
        }
        store.forEach(
                World.YEAR,
                Slot.FINAL,
                (user, document) -> {
                    for (JsonNode day : Cells.read(document).path("remarkable_days")) {
                        String date = user + " " + day.path("date").asText();
                        String status = Cells.status(day);
                        boolean named = status.equals("failed") && failed.contains(date);
                        if (!status.equals("complete") && !named) {
                            open.add(date + " is " + status);
                        }
                    }
                });
        return open;
    }

    /** Stories that stand under other facts than those to which they were answered. */
    private static List<String> foreign(Store store, Payments payments) throws IOException {
        Map<JsonNode, Set<String>> answers = new HashMap<>();
        payments.answers()
                .forEach(
                        (asked, texts) ->
                                answers.computeIfAbsent(Cells.facts(asked), f -> new HashSet<>())
                                        .addAll(texts));
        List<String> foreign = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            store.forEach(
                    World.YEAR,
                    slot,
                    (user, document) -> {
                        for (JsonNode day : Cells.read(document).path("remarkable_days")) {
                            String text = day.at("/report/text").asText().strip();
                            if (Cells.status(day).equals("complete")
                                    && !answers.getOrDefault(day.path("facts"), Set.of())
                                            .contains(text)) {
                                foreign.add(user + " " + day.path("date").asText());
                            }
                        }
                    });
        }
        return foreign;
    }

    /** What was asked for, of those whom no erasure took back. */
    private static Set<String> requested(World world, WrappedSystem system)
            throws RefusedException {
        Set<String> requested = new HashSet<>();
        for (Stored record : system.read(Topics.from(system.options()).reportRequests())) {
            ReportRequest request = ProtoRecords.reportRequest(record.value());
            if (!world.isErasedOnce(request.userId())) {
                requested.add(request.userId() + " " + LocalDate.ofEpochDay(request.epochDay()));
            }
        }
        return requested;
    }

    private static Set<String> failed(WrappedSystem system) throws RefusedException {
        Set<String> failed = new HashSet<>();
        for (Stored record : system.read(Topics.from(system.options()).reportFailures())) {
            ReportRequest request = ProtoRecords.reportFailure(record.value()).request();
            failed.add(request.userId() + " " + LocalDate.ofEpochDay(request.epochDay()));
        }
        return failed;
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
        flink.close();
    }
}
