package io.wrapped.system.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Plays that come a year late, a listener of very many plays, a record of the catalogue that
 * everyone has heard and a year told to everyone hold up neither checkpoints nor others. Prints
 * what both took beside an undisturbed while. With {@code -Dwrapped.listeners} and {@code
 * -Dwrapped.plays} it is as large as one likes.
 */
class LateAndLongITCase {
    private static final int LISTENERS = Integer.getInteger("wrapped.listeners", 10_000);
    private static final int PLAYS = Integer.getInteger("wrapped.plays", 1_000_000);
    private static final int SONG_OF_ALL = 7;
    private static final int PLAYS_EACH = 4;
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final Duration REVIEW_INTERVAL = Duration.ofSeconds(1);

    // Of those of the undisturbed while; they come to 1.05 and 4 where nothing else runs.
    private static final int MOST_LAGS = 3;
    private static final int MOST_CHECKPOINTS = 20;

    /** What nobody may wait for, and no checkpoint may take: a stall of one of them would. */
    private static final Duration STALL = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void neitherCheckpointsNorOthersWait() throws Exception {
        Configuration options = new Configuration();
        options.set(ListenerOptions.REVIEW_INTERVAL, REVIEW_INTERVAL);
        options.set(ListenerOptions.SWEEP_INTERVAL, Duration.ofSeconds(10));
        try (FlinkProcesses flink =
                        FlinkProcesses.start(Servers.FOLDER.resolve("late-and-long"), 2);
                WrappedSystem system = WrappedSystem.create("late-and-long", options);
                ProcessJob job =
                        flink.submit(
                                flink.jar(), WrappedJob.class.getName(), 2, "", system.options());
                Audience audience = new Audience(system.options())) {
            Store store = system.store();
            job.awaitRunning();
            prepare(audience, store);
            Rounds rounds = new Rounds(job);
            try (Others others = new Others(audience, store)) {
                Awaitility.await("the first reviews").until(() -> others.reviewed() > 0);
                rounds.run("undisturbed", others, () -> TimeUnit.SECONDS.sleep(CALM.toSeconds()));
                rounds.run(
                        "%,d plays of one listener".formatted(PLAYS),
                        others,
                        () -> heavy(audience, store));
                rounds.run(
                        "%,d plays a year late".formatted(LISTENERS),
                        others,
                        () -> late(audience, store));
                rounds.run(
                        "a song corrected that %,d heard".formatted(LISTENERS),
                        others,
                        () -> corrected(audience, store));
                rounds.run(
                        "the year told to %,d".formatted(LISTENERS),
                        others,
                        () -> told(audience, store));
            }
            System.out.println(rounds.markdown());
            Round undisturbed = rounds.all().get(0);
            assertThat(undisturbed.lags()).isNotEmpty();
            assertThat(rounds.all())
                    .allSatisfy(
                            round -> {
                                assertThat(round.failedCheckpoints()).as(round.name()).isZero();
                                assertThat(round.medianLag())
                                        .as("lag, " + round.name())
                                        .isLessThan(MOST_LAGS * undisturbed.medianLag());
                                assertThat(round.lags()).as(round.name()).isNotEmpty();
                                assertThat(round.longestLag())
                                        .as("longest lag, " + round.name())
                                        .isLessThan(STALL.toMillis());
                                assertThat(round.longestCheckpoint())
                                        .as("longest checkpoint, " + round.name())
                                        .isLessThan(STALL.toMillis());
                                assertThat(round.medianCheckpoint())
                                        .as("checkpoints, " + round.name())
                                        .isLessThan(
                                                MOST_CHECKPOINTS * undisturbed.medianCheckpoint());
                            });
            assertThat(streams(store, "heavy")).isEqualTo(PLAYS);
        }
    }

    /** Everyone has heard one song, and some others. */
    private static void prepare(Audience audience, Store store) throws IOException {
        audience.catalogue();
        for (int listener = 0; listener < LISTENERS; listener++) {
            audience.play(name(listener), 0, SONG_OF_ALL, 0);
            for (int i = 1; i < PLAYS_EACH; i++) {
                audience.play(name(listener), i * 11, listener + i, 0);
            }
        }
        audience.flush();
        awaitDocuments(store, Audience.YEAR, Slot.LIVE, json -> true);
    }

    private static void heavy(Audience audience, Store store) {
        for (int i = 0; i < PLAYS; i++) {
            audience.play("heavy", i, i, 0);
        }
        audience.flush();
        Awaitility.await("the review of all of them")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> streams(store, "heavy") == PLAYS);
    }

    private static void late(Audience audience, Store store) throws IOException {
        for (int listener = 0; listener < LISTENERS; listener++) {
            audience.play(name(listener), listener % 365, SONG_OF_ALL + 1, 1);
        }
        audience.flush();
        awaitDocuments(store, Audience.YEAR - 1, Slot.LIVE, json -> true);
    }

    private static void corrected(Audience audience, Store store) throws IOException {
        audience.song(SONG_OF_ALL, "Its right name");
        audience.flush();
        awaitDocuments(
                store, Audience.YEAR, Slot.LIVE, json -> json.contains("\"Its right name\""));
    }

    private static void told(Audience audience, Store store) throws IOException {
        audience.tellEveryone();
        awaitDocuments(store, Audience.YEAR, Slot.FINAL, json -> true);
    }

    private static void awaitDocuments(Store store, int year, Slot slot, Predicate<String> wanted) {
        Awaitility.await("documents of all listeners")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count(store, year, slot, wanted) >= LISTENERS);
    }

    private static int count(Store store, int year, Slot slot, Predicate<String> wanted)
            throws IOException {
        List<String> users = new ArrayList<>();
        store.forEach(
                year,
                slot,
                (user, json) -> {
                    if (user.startsWith("listener-") && wanted.test(json)) {
                        users.add(user);
                    }
                });
        return users.size();
    }

    private static int streams(Store store, String user) {
        return Others.streams(store.document(user, Audience.YEAR, Slot.LIVE));
    }

    private static String name(int listener) {
        return "listener-" + listener;
    }
}
