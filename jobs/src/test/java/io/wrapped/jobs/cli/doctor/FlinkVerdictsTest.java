package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.BuiltWith;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlinkVerdictsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static JsonNode job(String state, String... tasks) throws JsonProcessingException {
        StringBuilder vertices = new StringBuilder();
        for (String task : tasks) {
            vertices.append(vertices.isEmpty() ? "" : ",")
                    .append("{\"status\": \"%s\"}".formatted(task));
        }
        return json(
                """
                {"jid": "j", "state": "%s", "now": 10000000, "vertices": [%s],
                 "timestamps": {"RUNNING": 4000000}}
                """
                        .formatted(state, vertices));
    }

    private static JsonNode failure(long at) throws JsonProcessingException {
        return json(
                """
                {"exceptionHistory": {"entries":
                 [{"timestamp": %d, "stacktrace": "java.io.IOException: disk full\\n\\tat x"}]}}
                """
                        .formatted(at));
    }

    private static Verdict checkpoints(String checkpoints) throws JsonProcessingException {
        return FlinkVerdicts.checkpoints(
                job("RUNNING"), json(checkpoints), json("{\"interval\": 60000}"));
    }

    @Test
    void versionsAreComparedByWhatMayDiffer() {
        String built = BuiltWith.current().flink();

        assertThat(FlinkVerdicts.version(built).outcome()).isEqualTo(Outcome.OK);
        assertThat(FlinkVerdicts.version(Versions.minor(built) + ".99").outcome())
                .isEqualTo(Outcome.OK);
        assertThat(FlinkVerdicts.version("2.0.1").outcome()).isEqualTo(Outcome.WARNING);
        assertThat(FlinkVerdicts.version("1.20.1"))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found()).contains("1.20.1", built);
                            assertThat(verdict.remedy()).contains(Versions.minor(built));
                        });
    }

    @Test
    void javaIsReadFromWhatFlinkTells() {
        assertThat(FlinkVerdicts.java("OpenJDK 64-Bit Server VM - Debian - 17/17.0.9+9"))
                .isEqualTo(Verdict.ok("Flink runs on Java 17"));
        assertThat(FlinkVerdicts.java("OpenJDK 64-Bit Server VM - X - 21/21+35").outcome())
                .isEqualTo(Outcome.WARNING);
        assertThat(FlinkVerdicts.java("").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aJobThatWasNeverStartedIsStartedByACommand() {
        Verdict verdict = FlinkVerdicts.job(JobUnderTest.REPORTS, null, null);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.remedy())
                .contains(
                        "flink run -d -c io.wrapped.jobs.ReportJob", "--flink=HOST:PORT,HOST:PORT");
    }

    @Test
    void aJobThatRunsIsWellUntilItFailedLately() throws Exception {
        JsonNode running = job("RUNNING", "RUNNING", "FINISHED");

        assertThat(FlinkVerdicts.job(JobUnderTest.WRAPPED, running, failure(1_000)))
                .isEqualTo(Verdict.ok("running for 1 h 40 min"));
        assertThat(FlinkVerdicts.job(JobUnderTest.WRAPPED, running, failure(9_970_000)))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
                            assertThat(verdict.found())
                                    .endsWith("30 s ago: java.io.IOException: disk full");
                        });
    }

    @Test
    void aJobThatDoesNotRunIsToldWithItsCause() throws Exception {
        Verdict failed = FlinkVerdicts.job(JobUnderTest.WRAPPED, job("FAILED"), failure(1_000));
        Verdict again = FlinkVerdicts.job(JobUnderTest.WRAPPED, job("RESTARTING"), failure(1_000));

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.found())
                .isEqualTo("it is failed, because of java.io.IOException: disk full");
        assertThat(failed.remedy()).contains("flink run -d -s FOLDER");
        assertThat(again.remedy()).contains("Flink goes on trying");
    }

    @Test
    void tasksWithoutSlotsAreSeen() throws Exception {
        Verdict verdict =
                FlinkVerdicts.job(
                        JobUnderTest.WRAPPED, job("RUNNING", "RUNNING", "SCHEDULED"), null);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.found()).isEqualTo("1 of its 2 parts do not run yet");
        assertThat(verdict.remedy()).contains("TaskManagers");
    }

    @Test
    void jarsOfAnotherReleaseWarn() {
        String here = BuiltWith.current().wrapped();

        assertThat(FlinkVerdicts.jar(JobUnderTest.WRAPPED, here).outcome()).isEqualTo(Outcome.OK);
        assertThat(FlinkVerdicts.jar(JobUnderTest.WRAPPED, "0.0.9").outcome())
                .isEqualTo(Outcome.WARNING);
        assertThat(FlinkVerdicts.jar(JobUnderTest.WRAPPED, null).outcome())
                .isEqualTo(Outcome.WARNING);
    }

    @Test
    void checkpointsAreJudgedByTheirAgeAndLastTry() throws Exception {
        assertThat(
                        checkpoints(
                                "{\"latest\": {\"completed\": {\"latest_ack_timestamp\":"
                                        + " 9970000}}}"))
                .isEqualTo(Verdict.ok("the last one completed 30 s ago, one is due every 1 min"));
        Verdict old =
                checkpoints("{\"latest\": {\"completed\": {\"latest_ack_timestamp\": 9000000}}}");
        assertThat(old.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(old.found()).startsWith("the last one completed 16 min ago");
        Verdict failing =
                checkpoints(
                        """
                        {"counts": {"failed": 3}, "latest":
                         {"completed": {"latest_ack_timestamp": 9900000},
                          "failed": {"failure_timestamp": 9950000, "failure_message": "disk full"}}}
                        """);
        assertThat(failing.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(failing.found()).endsWith("3 failed so far, the last try failed: disk full");
    }

    @Test
    void noCheckpointAtAllFails() throws Exception {
        assertThat(checkpoints("{\"latest\": {\"completed\": null}}").found())
                .startsWith("none completed, and the job runs for 1 h 40 min");
        assertThat(checkpoints("{\"latest\": {\"completed\": null}}").outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(
                        FlinkVerdicts.checkpoints(
                                job("RUNNING"),
                                json("{}"),
                                json("{\"interval\": 9223372036854775807}")))
                .isEqualTo(FlinkVerdicts.noCheckpoints());
    }

    @Test
    void reviewsAreMeasuredByTheirInterval() {
        assertThat(FlinkVerdicts.reviews(0L, HALF_A_DAY).outcome()).isEqualTo(Outcome.OK);
        assertThat(FlinkVerdicts.reviews(12 * 3_600_000L, HALF_A_DAY).outcome())
                .isEqualTo(Outcome.OK);
        assertThat(FlinkVerdicts.reviews(14 * 3_600_000L, HALF_A_DAY))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
                            assertThat(verdict.found())
                                    .isEqualTo(
                                            "the oldest unwritten one waits for 14 h, and"
                                                    + " wrapped.review-interval is 12 h");
                        });
        assertThat(FlinkVerdicts.reviews(40 * 3_600_000L, HALF_A_DAY).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(FlinkVerdicts.reviews(null, HALF_A_DAY).outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
