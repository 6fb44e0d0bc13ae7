package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.Wrapped;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.sinks.kafka.UserKeys;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A model that says nothing holds up nothing but its stories, and these come in order later. */
class BacklogITCase {
    private static final int SUBTASKS = 2;
    private static final double RATE = 10;

    /** How long a call that nobody answers takes. */
    private static final int SILENCE_SECONDS = 2;

    /** With one user at a time, as many as a review has days. */
    private static final int AT_HAND_IN_A_SUBTASK = 5;

    /** Names that only the later trigger's stories tell. */
    private static final String LATER = "Sundown";

    private static StandInModel model;
    private static WrappedSystem system;
    private static RunningJob reports;
    private static Store store;

    /** How a command ended. */
    private record Ended(int code, String out) {}

    @BeforeAll
    static void start() throws Exception {
        model = new StandInModel();
        model.behave(prompt -> Behaviour.SILENT);
        Configuration options = new Configuration();
        options.set(StoryOptions.REQUEST_TIMEOUT, Duration.ofSeconds(SILENCE_SECONDS));
        options.set(StoryOptions.MAX_ATTEMPTS, 0);
        options.set(StoryOptions.CONCURRENCY, 1);
        options.set(StoryOptions.RATE, RATE);
        system = WrappedSystem.create("backlog", options);
        system.askModelAt(model.url());
        store = system.store();
    }

    @AfterAll
    static void stop() throws Exception {
        reports.close();
        system.close();
        model.close();
    }

    @Test
    void aSilentModelHoldsUpNothingAndItsBacklogDrainsOldestTriggerFirst() throws Exception {
        FlinkCluster flink = FlinkCluster.shared();
        try (RunningJob wrapped =
                flink.submit(
                        WrappedJob.NAME,
                        SUBTASKS,
                        "",
                        environment -> WrappedJob.add(environment, system.options()))) {
            reports =
                    flink.submit(
                            ReportJob.NAME,
                            SUBTASKS,
                            "",
                            environment -> ReportJob.add(environment, system.options()));
            // The earlier trigger leaves its backlog in one partition, the later one in the other.
            List<String> earlier = users("earlier", 0, 7);
            List<String> later = users("later", 1, 3);
            Feed feed = system.feed();
            later.forEach(user -> nameSongs(feed, user));
            earlier.forEach(user -> Listening.year(user).forEach(feed::send));
            later.forEach(user -> Listening.year(user).forEach(feed::send));
            feed.awaitOutcomes();

            feed.trigger(Listening.only("earlier", earlier.toArray(String[]::new)));
            awaitCheckpoints(4);
            int ofEarlier = requests();
            feed.trigger(Listening.only("later", later.toArray(String[]::new)));
            listenOn(feed, earlier.get(0));
            awaitCheckpoints(2);
            int all = requests();
            assertThat(stories(all).path("written").asInt()).isZero();
            assertThat(ofEarlier).isGreaterThan(3 * AT_HAND_IN_A_SUBTASK);

            // It comes back busy first, until no call waits for its time-out any more: one subtask
            // alone takes longer than that for so many.
            model.behave(prompt -> Behaviour.BUSY);
            Awaitility.await()
                    .until(() -> model.calls().size() > SILENCE_SECONDS * RATE / SUBTASKS + 4);
            long answersFrom = System.nanoTime();
            model.behave(prompt -> Behaviour.HONEST);
            JsonNode ended = stories(0);

            assertThat(ended.path("written").asInt()).isEqualTo(all);
            assertThat(ended.path("failed")).isEmpty();
            // Of the earlier trigger only what is at hand may be left; the later one's first
            // request has to be read to see that it is too early.
            assertThat(laterAmongTheFirst(ofEarlier - AT_HAND_IN_A_SUBTASK)).isLessThanOrEqualTo(1);
            assertThat(secondsOfEarlier(answersFrom)).isGreaterThan(leastSeconds(ofEarlier));

            awaitStories("a rate", stories -> stories.path("per_second").asDouble() > 0);
            JsonNode oldest =
                    Json.read(status("--json").out()).at("/jobs/0/oldest_unwritten_review_ms");
            assertThat(oldest.isNumber()).isTrue();
            assertThat(status().out())
                    .contains("Job wrapped  running", "Job wrapped-reports  running")
                    .containsPattern("done +" + all + " since the start")
                    .containsPattern("waiting +0\n");
            reports.close();
            Ended without = status();
            assertThat(without.code()).isEqualTo(3);
            assertThat(without.out()).contains("Job wrapped-reports  canceled");
        }
    }

    /** Users whose requests go to one partition of the two. */
    private static List<String> users(String name, int partition, int count) {
        return IntStream.range(0, Integer.MAX_VALUE)
                .mapToObj(number -> name + "-" + number)
                .filter(user -> UserKeys.partition(user, SUBTASKS) == partition)
                .limit(count)
                .toList();
    }

    private static void nameSongs(Feed feed, String user) {
        for (int song = 0; song < 40; song++) {
            feed.send(Listening.song(user, song, LATER + " " + song, "pop"));
        }
    }

    /** A play of now is in the live review, whatever the model does. */
    private static void listenOn(Feed feed, String user) {
        int streams = Json.streams(store.document(user, YEAR, Slot.LIVE));
        feed.send(Listening.play(user, "on", 5, Listening.SILENT.atTime(12, 0)));
        feed.awaitOutcomes();
        store.await(user, YEAR, Slot.LIVE, document -> Json.streams(document) == streams + 1);
    }

    private static int requests() {
        return system.read(Topics.from(system.options()).reportRequests()).size();
    }

    /**
     * What the rate allows: all on one subtask, of which one call may have been on its way and one
     * is made at once.
     */
    private static double leastSeconds(int calls) {
        return (calls - 2) * SUBTASKS / RATE;
    }

    /** How long it took until the earlier trigger's last story was asked for. */
    private static double secondsOfEarlier(long from) {
        long last =
                model.calls().stream()
                        .filter(call -> !call.prompt().contains(LATER))
                        .mapToLong(StandInModel.Call::nanos)
                        .max()
                        .orElseThrow();
        return (last - from) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** How many of the first calls were for stories of the later trigger, repeated ones aside. */
    private static long laterAmongTheFirst(int calls) {
        return model.prompts().stream()
                .limit(calls)
                .filter(prompt -> prompt.contains(LATER))
                .distinct()
                .count();
    }

    /** Waits until both jobs have completed so many more checkpoints. */
    private static void awaitCheckpoints(int more) {
        List<Integer> before = checkpoints();
        Awaitility.await("checkpoints after " + before)
                .until(
                        BacklogITCase::checkpoints,
                        now ->
                                now.get(0) >= before.get(0) + more
                                        && now.get(1) >= before.get(1) + more);
    }

    private static List<Integer> checkpoints() {
        List<Integer> completed = new ArrayList<>();
        for (JsonNode job : Json.read(status("--json").out()).path("jobs")) {
            completed.add(job.at("/checkpoints/completed").asInt());
        }
        return completed;
    }

    /** Waits until so many requests wait. */
    private static JsonNode stories(int waiting) {
        return awaitStories(
                waiting + " requests wait", stories -> stories.path("waiting").asInt() == waiting);
    }

    private static JsonNode awaitStories(String what, Predicate<JsonNode> wanted) {
        return Awaitility.await(what)
                .until(
                        () -> Json.read(status("--json").out()).at("/jobs/1/stories"),
                        stories -> stories.isObject() && wanted.test(stories));
    }

    private static Ended status(String... more) {
        List<String> arguments = new ArrayList<>(List.of("status"));
        arguments.addAll(List.of(more));
        system.options().toMap().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            arguments.add("--flink=" + FlinkCluster.shared().address());
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            int code = Wrapped.run(arguments.toArray(String[]::new));
            return new Ended(code, out.toString(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            System.setOut(before);
        }
    }
}
