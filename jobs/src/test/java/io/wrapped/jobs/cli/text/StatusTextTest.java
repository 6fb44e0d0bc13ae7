package io.wrapped.jobs.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final String WRAPPED =
            """
            {"name": "wrapped", "state": "RUNNING", "running_ms": 7740000,
             "checkpoints": {"completed": 1234, "failed": 1},
             "last_checkpoint": {"id": 1300, "age_ms": 8200, "duration_ms": 431, "bytes": 1437000},
             "unread": {"play": 1200, "catalogue": 0, "profile": 0, "exclusion": 0, "control": 0},
             "oldest_unwritten_review_ms": 3000,
             "listening": {"plays": 5210, "streams": 5000, "short": 200, "private": 7,
              "duplicates": 2, "erased": 0, "late": {"days": 3, "hours": 12},
              "refused": {"content_uri_missing": 1}, "reviews_written": 41, "listeners": 30},
             "store": {"latency_p99_ms": 12, "retries": 0}}\
            """;

    private static String render(String... jobs) {
        String document = "{\"jobs\": [" + String.join(",", jobs) + "]}";
        return StatusText.render(document, ZoneId.of("Europe/Berlin"), new Style(80, false));
    }

    private static String reports(String state, String stories) {
        return """
        {"name": "wrapped-reports", "state": "%s", "running_ms": 59000,
         "checkpoints": {"completed": 0, "failed": 0}, "last_checkpoint": null,
         "unread": {"report-requests": 90}, "stories": %s}\
        """
                .formatted(state, stories);
    }

    @Test
    void playsOfALoadAreNotTakenForThoseOfListeners() {
        String loaded = WRAPPED.replace("\"erased\": 0", "\"erased\": 0, \"load\": 4000");

        assertThat(render(loaded))
                .contains(
                        "load        4,000 of these plays are of `wrapped load`, not of listeners");
        assertThat(render(WRAPPED)).doesNotContain("wrapped load");
    }

    @Test
    void bothJobsAreToldLineByLine() {
        String stories =
                """
                {"written": 340, "skipped": 10, "erased": 0,
                 "failed": {"ANSWER_UNTRUE": 1, "MODEL_UNAVAILABLE": 2}, "waiting": 120,
                 "per_second": 2.5, "seconds_to_end": 48, "projected_end": "2026-01-02T13:05:00Z",
                 "asked": 353, "prompt_tokens": 412000, "completion_tokens": 61000, "cost": 1.25}\
                """;

        assertThat(render(WRAPPED, reports("RUNNING", stories)))
                .isEqualTo(
                        """
                        Job wrapped  running for 2 h 9 min
                          checkpoint  8 s ago, took 0.43 s, 1.4 MB; 1,234 completed, 1 failed
                          unread      play 1,200 · catalogue 0 · profile 0 · exclusion 0 · control 0
                          reviews     the oldest unwritten one has waited for 3 s
                          plays       5,210 read · 5,000 streams · 200 short · 7 private · 2 duplicates
                          late        days 3 · hours 12
                          refused     content uri missing 1
                          listeners   about 30 known · 41 reviews written
                          HBase       99 of 100 calls within 12 ms; 0 tried again

                        Job wrapped-reports  running for 59 s
                          checkpoint  none since the start; 0 completed
                          unread      report-requests 90
                          done        350: 340 written, 10 were there already
                          failed      3: 1 answer untrue, 2 model unavailable
                          waiting     120
                          rate        2.5 a second in the last minute
                          end         in 48 s, 2 January, 14:05
                          model       asked 353 times · 412,000 tokens read, 61,000 written · cost 1.25
                        """);
    }

    @Test
    void whatDoesNotMoveHasNoEnd() {
        String stories =
                """
                {"written": 0, "skipped": 0, "erased": 0, "failed": {}, "waiting": 120,
                 "per_second": 0.0, "seconds_to_end": null, "projected_end": null}\
                """;

        assertThat(render(reports("RUNNING", stories)))
                .contains("end         not known: none ended in the last minute");
    }

    @Test
    void aJobThatDoesNotRunIsSaidToBeSo() {
        assertThat(render(reports("RESTARTING", "null")))
                .startsWith("Job wrapped-reports  restarting\n")
                .doesNotContain("stories");
        assertThat(render("{\"name\": \"wrapped\", \"state\": \"NOT_STARTED\", \"unread\": {}}"))
                .startsWith("Job wrapped  not started\n");
        assertThat(render(reports("RUNNING", "null"))).contains("not counted yet");
    }
}
