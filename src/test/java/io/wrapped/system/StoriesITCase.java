package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.ReportFailure;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both jobs together: from plays to stories, whatever the model does. */
class StoriesITCase {
    private static final String EARLIER = "wrapped-earlier";

    private static StandInModel model;
    private static WrappedSystem system;
    private static RunningJob reports;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        model = new StandInModel();
        Configuration options = new Configuration();
        options.set(StoryOptions.REQUEST_TIMEOUT, Duration.ofSeconds(2));
        system = WrappedSystem.create("stories", options);
        system.askModelAt(model.url());
        system.startWrapped();
        reports = system.startReports();
        store = system.store();
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
        model.close();
    }

    @AfterEach
    void jobRuns() {
        reports.check();
    }

    @Test
    void storiesAreToldInOrderAndPaidForOnce() throws Exception {
        model.behave(prompt -> Behaviour.HONEST);
        Feed feed = listen("honest");
        JsonNode days = awaitStories(feed, "honest", "first").path("remarkable_days");
        assertThat(days.size()).isGreaterThan(2);
        assertThat(days).allMatch(day -> isComplete(day) && isWhole(day));
        assertThat(earlierStories()).isEqualTo(upTo(days.size()));
        assertThat(storyColumns("honest")).isEqualTo(columns(days));

        // The same again is not paid for; after a late play only what changed is.
        feed.trigger(Listening.only("again", "honest"));
        LocalDate last = date(days.get(days.size() - 1));
        feed.send(Listening.play("honest", "late", 3, last.atTime(20, 0)));
        feed.awaitOutcomes();
        JsonNode changed = awaitStories(feed, "honest", "changed").path("remarkable_days");

        assertThat(changed).allMatch(StoriesITCase::isComplete);
        long toldAnew = 0;
        for (JsonNode day : changed) {
            toldAnew += fingerprints(days).contains(fingerprint(day)) ? 0 : 1;
        }
        assertThat(toldAnew).isPositive();
        assertThat(model.prompts()).hasSize(days.size() + (int) toldAnew);
    }

    @Test
    void modelThatIsBusyBrokenOrSilentForAWhileLosesNothing() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        model.behave(
                prompt ->
                        switch (calls.incrementAndGet()) {
                            case 1 -> Behaviour.BUSY;
                            case 2 -> Behaviour.BROKEN;
                            case 3 -> Behaviour.SILENT;
                            case 5 -> Behaviour.BROKEN;
                            default -> Behaviour.HONEST;
                        });

        JsonNode document = awaitStories(listen("patient"), "patient", "patient");

        assertThat(document.path("remarkable_days")).allMatch(StoriesITCase::isComplete);
        assertThat(model.prompts()).hasSize(document.path("remarkable_days").size() + 4);
        assertThat(failures("patient")).isEmpty();
    }

    @Test
    void liesAndGarbageBecomeFailuresAndTheNextDayGoesOn() throws Exception {
        model.behave(
                prompt ->
                        prompt.contains("BIGGEST_MUSIC_DAY")
                                ? Behaviour.LYING
                                : prompt.contains("NEW_YEARS_DAY")
                                        ? Behaviour.GARBAGE
                                        : Behaviour.HONEST);

        JsonNode days = awaitStories(listen("lied to"), "lied to", "lied").path("remarkable_days");

        List<String> failed = new ArrayList<>();
        for (JsonNode day : days) {
            if (!isComplete(day)) {
                failed.add(day.path("kind").asText());
            }
        }
        assertThat(failed).containsExactly("NEW_YEARS_DAY", "BIGGEST_MUSIC_DAY");
        assertThat(isComplete(days.get(days.size() - 1))).isTrue();
        // Asked once more after a lie, not after what is no answer of a model.
        assertThat(model.prompts()).hasSize(days.size() + 1);
        assertThat(failures("lied to"))
                .extracting(ReportFailure::cause)
                .containsExactlyInAnyOrder("MODEL_REFUSED", "ANSWER_UNTRUE");
    }

    private static Feed listen(String user) {
        Feed feed = system.feed();
        Listening.year(user).forEach(feed::send);
        feed.awaitOutcomes();
        return feed;
    }

    /** Tells the year and waits until each of its stories is told or has failed. */
    private static JsonNode awaitStories(Feed feed, String user, String command) {
        long version = feed.trigger(Listening.only(command, user)).get(user);
        // First what was written, then how its stories stand: a document of before may have all.
        Awaitility.await("the document of " + command)
                .until(() -> store.version(user, YEAR, Slot.FINAL) >= version);
        return Json.read(
                store.await(
                        user,
                        YEAR,
                        Slot.FINAL,
                        document ->
                                Json.statuses(document).stream()
                                        .allMatch(
                                                status ->
                                                        status.equals("complete")
                                                                || status.equals("failed"))));
    }

    /** How many earlier stories stood in each prompt. */
    private static List<Integer> earlierStories() {
        List<Integer> counts = new ArrayList<>();
        for (String prompt : model.prompts()) {
            String task = Json.read(prompt).at("/messages/1/content").asText();
            int block = task.indexOf(EARLIER);
            counts.add(
                    block < 0
                            ? 0
                            : Json.read(task.substring(block + EARLIER.length()).strip()).size());
        }
        return counts;
    }

    private static List<Integer> upTo(int size) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<String> storyColumns(String user) throws Exception {
        return store.cells().stream()
                .filter(cell -> cell.user().equals(user))
                .map(Store.Value::column)
                .filter(column -> column.startsWith(ReviewTable.STORIES + ":"))
                .toList();
    }

    private static List<String> columns(JsonNode days) {
        List<String> columns = new ArrayList<>();
        for (JsonNode day : days) {
            columns.add(
                    ReviewTable.STORIES
                            + ":"
                            + ReviewTable.dayQualifier((int) date(day).toEpochDay()));
        }
        return columns;
    }

    private static List<ReportFailure> failures(String user) throws RefusedException {
        List<ReportFailure> failures = new ArrayList<>();
        for (Stored record : system.read(Topics.from(system.options()).reportFailures())) {
            ReportFailure failure = ProtoRecords.reportFailure(record.value());
            if (failure.request().userId().equals(user)) {
                failures.add(failure);
            }
        }
        return failures;
    }

    private static List<String> fingerprints(JsonNode days) {
        List<String> fingerprints = new ArrayList<>();
        days.forEach(day -> fingerprints.add(fingerprint(day)));
        return fingerprints;
    }

    private static String fingerprint(JsonNode day) {
        return day.at("/report/fingerprint").asText();
    }

    private static boolean isComplete(JsonNode day) {
        return day.at("/report/status").asText().equals("complete");
    }

    private static boolean isWhole(JsonNode day) {
        return !day.at("/report/title").asText().isBlank()
                && !day.at("/report/text").asText().isBlank()
                && !fingerprint(day).isBlank();
    }

    private static LocalDate date(JsonNode day) {
        return LocalDate.parse(day.path("date").asText());
    }
}
