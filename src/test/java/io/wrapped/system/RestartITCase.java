package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** Restarts lose nothing, skip nobody and change no byte. */
class RestartITCase {
    private static final int USERS = 40;

    @Test
    void triggerForEveryoneSurvivesTheLossOfItsTasks() throws Exception {
        try (WrappedSystem system = slowlyTelling("trigger-crash")) {
            system.startWrapped();
            Feed feed = crowd(system);

            feed.sendTrigger(Listening.everyone("all"));
            feed.awaitTold(5);
            FlinkCluster.shared().replaceTaskManager();

            assertEveryoneTold(system, feed);
        }
    }

    @Test
    void triggerForEveryoneGoesOnAtAnotherParallelism() throws Exception {
        try (WrappedSystem system = slowlyTelling("trigger-rescaled")) {
            RunningJob job = system.startWrapped();
            Feed feed = crowd(system);

            feed.sendTrigger(Listening.everyone("all"));
            feed.awaitTold(5);
            system.startWrapped(3, job.stopWithSavepoint());

            assertEveryoneTold(system, feed);
        }
    }

    @Test
    void sameInputAgainChangesNoByteAndAsksForNothing() throws Exception {
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create("again")) {
            system.askModelAt(model.url());
            RunningJob wrapped = system.startWrapped();
            RunningJob reports = system.startReports();
            List<Play> plays = Listening.year("ann");
            tellStories(system, plays, "once");
            Store store = system.store();
            Set<String> before = contents(store);
            int asked = model.prompts().size();
            assertThat(asked).isPositive();

            String savepoint = wrapped.stopWithSavepoint();
            String reportsSavepoint = reports.stopWithSavepoint();
            system.startWrapped(1, savepoint);
            system.startReports(reportsSavepoint);
            Feed feed = tellStories(system, plays, "twice");

            assertThat(feed.playOutcomes())
                    .isEqualTo(Map.of(Result.DUPLICATE, (long) plays.size()));
            assertThat(contents(store)).isEqualTo(before);
            // A day that changes shows that the requests before it have been gone through.
            feed.send(Listening.play("ann", "new", 3, Listening.ON_REPEAT.atTime(20, 0)));
            feed.awaitOutcomes();
            awaitStories(system, feed, "thrice");
            assertThat(model.prompts().size()).isBetween(asked + 1, asked + 2);
        }
    }

    @Test
    void twoFreshRunsGiveTheSameBytes() throws Exception {
        List<Play> plays = new ArrayList<>(Listening.year("ann"));
        plays.addAll(Listening.year("bob"));

        assertThat(freshRun("fresh-2", 1, reversed(plays)))
                .isEqualTo(freshRun("fresh-1", 2, plays));
    }

    private static List<Play> reversed(List<Play> plays) {
        List<Play> reversed = new ArrayList<>(plays);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Set<String> freshRun(String name, int parallelism, List<Play> plays)
            throws Exception {
        try (WrappedSystem system = WrappedSystem.create(name)) {
            system.startWrapped(parallelism, "");
            Feed feed = system.feed();
            for (int song = 0; song < 10; song++) {
                feed.send(Listening.song("ann", song, "Tune " + song, "genre " + song % 3));
            }
            plays.forEach(feed::send);
            feed.awaitOutcomes();
            Store store = system.store();
            store.documents(feed.trigger(Listening.everyone("end")), YEAR, Slot.FINAL);
            for (String user : List.of("ann", "bob")) {
                String told = store.document(user, YEAR, Slot.FINAL);
                // Live and final say the same of a whole year, so the live one is up to date then.
                store.await(user, YEAR, Slot.LIVE, told::equals);
            }
            return contents(store);
        }
    }

    private static WrappedSystem slowlyTelling(String name) throws Exception {
        Configuration options = new Configuration();
        options.set(ListenerOptions.TRIGGER_RATE, 10);
        return WrappedSystem.create(name, options);
    }

    private static Feed crowd(WrappedSystem system) {
        Feed feed = system.feed();
        for (int user = 0; user < USERS; user++) {
            for (int song = 0; song < 3; song++) {
                feed.send(
                        Listening.play(
                                "user-" + user,
                                "play-" + song,
                                song,
                                Listening.SILENT.atTime(12, song)));
            }
        }
        feed.awaitOutcomes();
        return feed;
    }

    private static void assertEveryoneTold(WrappedSystem system, Feed feed) throws Exception {
        Map<String, Long> told = feed.awaitTold();
        assertThat(told).hasSize(USERS);
        assertThat(system.store().documents(told, YEAR, Slot.FINAL).values())
                .hasSize(USERS)
                .allMatch(document -> Json.streams(document) == 3);
    }

    private static Feed tellStories(WrappedSystem system, List<Play> plays, String command) {
        Feed feed = system.feed();
        plays.forEach(feed::send);
        feed.awaitOutcomes();
        awaitStories(system, feed, command);
        return feed;
    }

    private static void awaitStories(WrappedSystem system, Feed feed, String command) {
        Store store = system.store();
        long version = feed.trigger(Listening.only(command, "ann")).get("ann");
        String told =
                store.await(
                        "ann",
                        YEAR,
                        Slot.FINAL,
                        document ->
                                store.version("ann", YEAR, Slot.FINAL) >= version
                                        && Json.statuses(document).stream()
                                                .allMatch("complete"::equals));
        store.await("ann", YEAR, Slot.LIVE, told::equals);
    }

    /** What the cells say, whatever their versions. */
    private static Set<String> contents(Store store) throws Exception {
        Set<String> contents = new TreeSet<>();
        for (Store.Value cell : store.cells()) {
            contents.add(cell.user() + " " + cell.column() + " " + cell.text());
        }
        return contents;
    }
}
