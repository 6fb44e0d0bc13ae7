package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.BuiltWith;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkAreaTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String METRICS = "/jobs/new/vertices/v/subtasks/metrics";
    private static final String KNOWN = "[{\"id\": \"Listeners.oldestWaitingMillis\"}]";
    private static final String VALUE = "?agg=max&get=Listeners.oldestWaitingMillis";

    @TempDir Path savepoints;
    private FakeServer flink;

    /** Of a second cluster, without jobs. */
    private FakeServer other;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeServer();
        other = new FakeServer();
        cluster(flink);
        cluster(other);
    }

    private void cluster(FakeServer flink) {
        flink.answer(
                "/config", "{\"flink-version\": \"%s\"}".formatted(BuiltWith.current().flink()));
        flink.answer(
                "/jobmanager/environment", "{\"jvm\": {\"version\": \"VM - V - 17/17.0.9+9\"}}");
        flink.answer(
                "/jobmanager/config",
                "[{\"key\": \"state.savepoints.dir\", \"value\": \"%s\"}]"
                        .formatted(savepoints.toUri()));
        flink.answer("/jobs/overview", "{\"jobs\": []}");
    }

    @AfterEach
    void stop() {
        flink.close();
        other.close();
    }

    private Map<String, Verdict> examine() throws Exception {
        return examine(LIMIT, flink.address());
    }

    private static Map<String, Verdict> examine(Duration limit, String... flinks) throws Exception {
        Area area =
                new FlinkArea(
                        new Configuration(),
                        List.of(flinks),
                        limit,
                        new Clocks(System::currentTimeMillis));
        return new Examination(limit)
                .of(List.of(area)).stream()
                        .collect(Collectors.toMap(Finding::check, Finding::verdict));
    }

    private void runWrapped() {
        flink.answer(
                "/jobs/overview",
                """
                {"jobs": [{"name": "wrapped", "jid": "old", "state": "CANCELED", "start-time": 2},
                          {"name": "wrapped", "jid": "new", "state": "RUNNING", "start-time": 1}]}
                """);
        String job =
                """
                {"jid": "new", "state": "RUNNING", "now": %d, "timestamps": {"RUNNING": %d},
                 "vertices": [{"id": "v", "status": "RUNNING"}]}
                """
                        .formatted(System.currentTimeMillis(), System.currentTimeMillis() - 1_000);
        flink.answer("/jobs/new", job).answer("/jobs/old", job);
        flink.answer("/jobs/new/exceptions", "{\"exceptionHistory\": {\"entries\": []}}");
        flink.answer(
                "/jobs/new/config",
                """
                {"execution-config": {"user-config":
                 {"wrapped.version": "%s", "wrapped.review-interval": "300 ms"}}}
                """
                        .formatted(BuiltWith.current().wrapped()));
        flink.answer(METRICS, KNOWN);
        flink.answer(METRICS + VALUE, oldest(3_600_000));
    }

    private static String oldest(long ms) {
        return "[{\"id\": \"Listeners.oldestWaitingMillis\", \"max\": %d}]".formatted(ms);
    }

    @Test
    void aClusterWithoutJobsIsSeenForWhatItIs() throws Exception {
        Map<String, Verdict> found = examine();

        assertThat(found.get("version").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("Java").outcome()).isEqualTo(Outcome.OK);
        // By an older name of the setting, too.
        assertThat(found.get("savepoint folder").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("job wrapped").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.get("job wrapped-reports").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.get("checkpoints of wrapped").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aJobIsMeasuredByItsOwnSettings() throws Exception {
        runWrapped();

        Map<String, Verdict> found = examine();

        assertThat(found.get("job wrapped").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("jar of wrapped").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("clock").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("reviews").found())
                .isEqualTo(
                        "the oldest unwritten one waits for 1 h, and wrapped.review-interval is"
                                + " 300 ms");
        assertThat(found.get("reviews").outcome()).isEqualTo(Outcome.FAILED);
    }

    /** Flink collects metrics when it is asked for them, and answers with those that it has. */
    @Test
    void whatFlinkCollectedLongAgoIsNotTold() throws Exception {
        runWrapped();
        flink.answers(METRICS + VALUE, oldest(0), oldest(3_600_000));

        assertThat(examine().get("reviews").found())
                .startsWith("the oldest unwritten one waits for 1 h");
    }

    @Test
    void whatFlinkHasNotCollectedYetIsAwaited() throws Exception {
        runWrapped();
        flink.answers(METRICS, "[]", "[]", KNOWN);

        assertThat(examine().get("reviews").found())
                .startsWith("the oldest unwritten one waits for 1 h");
    }

    @Test
    void aJobWithoutCheckpointsIsOneThatFlinkKnowsNoneOf() throws Exception {
        runWrapped();

        assertThat(examine().get("checkpoints of wrapped"))
                .isEqualTo(FlinkVerdicts.noCheckpoints());
    }

    private void runReportsInTheOther() {
        String job =
                """
                {"jid": "told", "state": "RUNNING", "now": 2, "timestamps": {"RUNNING": 1},
                 "vertices": [{"id": "v", "status": "RUNNING"}]}
                """;
        other.answer("/jobs/told", job);
        other.answer("/jobs/told/exceptions", "{}");
        other.answer(
                "/jobs/overview",
                """
                {"jobs": [{"name": "wrapped-reports", "jid": "told", "state": "RUNNING",
                           "start-time": 1}]}
                """);
    }

    @Test
    void jobsAreFoundInTheClusterThatRunsThem() throws Exception {
        runWrapped();
        runReportsInTheOther();
        other.answer("/config", "{\"flink-version\": \"1.20.1\"}");
        String second = other.address().replace("http://", "");

        Map<String, Verdict> found = examine(LIMIT, flink.address(), other.address());

        assertThat(found.get("REST interface"))
                .isEqualTo(
                        Verdict.ok("answers at " + flink.address() + " and at " + other.address()));
        assertThat(found.get("job wrapped").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("job wrapped-reports").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("reviews").found()).contains("waits for 1 h");
        assertThat(found.get("version of " + second).found()).contains("1.20.1");
        assertThat(found.get("savepoint folder of " + second).outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("clock of " + second).found())
                .startsWith("Flink at " + second + " and this machine differ");
    }

    @Test
    void aClusterThatIsAwayHidesNothingOfTheOther() throws Exception {
        runWrapped();
        other.close();
        String second = other.address().replace("http://", "");

        Map<String, Verdict> found = examine(LIMIT, flink.address(), other.address());

        assertThat(found.get("REST interface").outcome()).isEqualTo(Outcome.OK);
        assertThat(found.get("REST interface of " + second).found())
                .isEqualTo("nobody answers at " + other.address() + " (ConnectException)");
        assertThat(found.get("version of " + second).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.get("job wrapped").outcome()).isEqualTo(Outcome.OK);
        // It may well run where nobody answers.
        assertThat(found.get("job wrapped-reports").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whatIsNoFlinkIsNamed() throws Exception {
        flink.answer("/config", "{}");
        assertThat(examine().get("REST interface").found()).endsWith("is not Flink");
        flink.answer("/config", "<html>");
        assertThat(examine().get("REST interface").found()).contains("is not Flink");
        flink.answer("/config", 401, "who are you?");
        assertThat(examine().get("REST interface").found()).contains("HTTP 401");
    }

    @Test
    void oneThatHangsIsSaidToWithinTheLimit() throws Exception {
        flink.answer("/config", FakeServer.SILENCE, "");

        assertThat(examine(Duration.ofSeconds(4), flink.address()).get("REST interface").found())
                .endsWith("does not answer in time: it hangs");
    }

    @Test
    void nobodyThereIsNamed() throws Exception {
        flink.close();

        Map<String, Verdict> found = examine();

        assertThat(found.get("REST interface").found())
                .isEqualTo("nobody answers at " + flink.address() + " (ConnectException)");
        assertThat(found.get("reviews").outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
