package io.wrapped.system;

import static io.wrapped.system.Listening.SILENT;
import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a change of a listener's past does to their live review. */
class LiveReviewITCase {
    private static WrappedSystem system;
    private static RunningJob job;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        system = WrappedSystem.create("live");
        job = system.startWrapped();
        store = system.store();
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    @AfterEach
    void jobRuns() {
        job.check();
    }

    @Test
    void latePlayUpdatesItsOwnDay() {
        String before = listen("late");
        SortedMap<Integer, String> daysBefore = store.days("late", YEAR);
        Feed feed = system.feed();

        feed.send(Listening.play("late", "late", 5, SILENT.atTime(12, 0)));

        String after = awaitStreams("late", Json.streams(before) + 1);
        assertThat(Json.read(after).at("/totals/active_days").asInt())
                .isEqualTo(Json.read(before).at("/totals/active_days").asInt() + 1);
        SortedMap<Integer, String> days =
                Awaitility.await()
                        .until(() -> store.days("late", YEAR), now -> now.containsKey(day(SILENT)));
        days.remove(day(SILENT));
        assertThat(days).isEqualTo(daysBefore);
    }

    @Test
    void copyOfAnEventChangesNothingWhateverItsDate() throws Exception {
        listen("copy");
        List<Store.Value> before = cellsOf("copy");
        Feed feed = system.feed();

        feed.send(Listening.play("copy", "usual-5", 5, SILENT.atTime(12, 0)));
        feed.awaitOutcomes();

        assertThat(feed.playOutcomes()).isEqualTo(Map.of(Result.DUPLICATE, 1L));
        Map<String, Long> told = feed.trigger(Listening.only("copy", "copy"));
        store.documents(told, YEAR, Slot.FINAL);
        assertThat(cellsOf("copy")).containsAll(before);
        assertThat(store.days("copy", YEAR)).doesNotContainKey(day(SILENT));
    }

    @Test
    void exclusionIsTakenBackWithoutTrace() {
        String before = listen("excluding");
        Feed feed = system.feed();

        feed.send(exclusion("excluding", true, 1));
        String without =
                store.await(
                        "excluding",
                        YEAR,
                        Slot.LIVE,
                        document -> Json.streams(document) < Json.streams(before));
        assertThat(without).doesNotContain("Tune 3\"");
        feed.send(exclusion("excluding", false, 2));

        store.await("excluding", YEAR, Slot.LIVE, before::equals);
    }

    @Test
    void catalogueRecordThatComesLaterReachesTheReview() {
        String before = listen("catalogued");
        assertThat(Json.read(before).at("/top/genres")).isEmpty();
        Feed feed = system.feed();

        feed.send(Listening.song("catalogued", 3, "Tune 3", "late genre"));
        store.await("catalogued", YEAR, Slot.LIVE, document -> document.contains("late genre"));
        feed.send(Listening.song("catalogued", 3, "Corrected", "late genre"));

        store.await("catalogued", YEAR, Slot.LIVE, document -> document.contains("Corrected"));
    }

    @Test
    void datesStayWhenTheZoneChanges() {
        LocalDate date = LocalDate.of(YEAR, 3, 3);
        Feed feed = system.feed();
        feed.send(Listening.profile("moving", "Asia/Tokyo"));
        feed.awaitOutcomes();
        feed.send(Listening.play("moving", "tokyo", 1, date.atTime(20, 0)));
        feed.awaitOutcomes();

        feed.send(Listening.profile("moving", "America/New_York"));
        feed.awaitOutcomes();
        feed.send(Listening.play("moving", "new-york", 2, date.atTime(20, 0)));
        awaitStreams("moving", 2);

        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(store.days("moving", YEAR).keySet())
                                        .containsExactly(day(date), day(date.plusDays(1))));
    }

    @Test
    void erasureLastsUntilTheListenerReturns() {
        listen("erased");
        Feed feed = system.feed();

        feed.send(Listening.erasure("erased"));
        feed.awaitOutcomes();
        Awaitility.await().until(() -> cellsOf("erased").isEmpty());
        feed.send(Listening.play("erased", "while away", 1, SILENT.atTime(12, 0)));
        feed.awaitOutcomes();
        assertThat(feed.playOutcomes()).isEqualTo(Map.of(Result.ERASED, 1L));
        feed.send(Listening.profile("erased", "UTC"));
        feed.awaitOutcomes();
        feed.send(Listening.play("erased", "usual-1", 1, SILENT.atTime(13, 0)));

        awaitStreams("erased", 1);
        assertThat(store.days("erased", YEAR)).containsOnlyKeys(day(SILENT));
    }

    @Test
    void triggerRightAfterABurstIncludesIt() throws Exception {
        Feed feed = system.feed();
        for (int burst = 0; burst < 5; burst++) {
            String user = "burst-" + burst;
            List<Play> plays = Listening.year(user);
            plays.forEach(feed::send);

            Map<String, Long> told = feed.trigger(Listening.only(user, user));

            assertThat(told).containsOnlyKeys(user);
            String document = store.documents(told, YEAR, Slot.FINAL).get(user);
            assertThat(Json.streams(document)).isEqualTo(plays.size());
        }
    }

    /** Sends a year and gives the live review once it holds all of it. */
    private static String listen(String user) {
        Feed feed = system.feed();
        List<Play> plays = Listening.year(user);
        plays.forEach(feed::send);
        feed.awaitOutcomes();
        assertThat(feed.playOutcomes()).isEqualTo(Map.of(Result.STREAM, (long) plays.size()));
        String document = awaitStreams(user, plays.size());
        int dates = Json.read(document).at("/totals/active_days").asInt();
        Awaitility.await().until(() -> store.days(user, YEAR).size() == dates);
        return document;
    }

    private static String awaitStreams(String user, int streams) {
        return store.await(user, YEAR, Slot.LIVE, document -> Json.streams(document) == streams);
    }

    private static List<Store.Value> cellsOf(String user) throws Exception {
        return store.cells().stream().filter(cell -> cell.user().equals(user)).toList();
    }

    private static Exclusion exclusion(String user, boolean excluded, long changedAt) {
        return new Exclusion(user, Target.TRACK, Listening.content(user, 3), excluded, changedAt);
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
