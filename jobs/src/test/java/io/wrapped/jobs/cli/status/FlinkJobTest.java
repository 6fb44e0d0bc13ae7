package io.wrapped.jobs.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.cli.doctor.FakeServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlinkJobTest {
    private FakeServer one;
    private FakeServer other;

    @BeforeEach
    void start() throws IOException {
        one = new FakeServer();
        other = new FakeServer();
        one.answer(
                "/jobs/overview",
                """
                {"jobs": [
                 {"name": "wrapped", "jid": "a", "state": "RUNNING", "start-time": 1},
                 {"name": "wrapped-reports", "jid": "b", "state": "CANCELED", "start-time": 9}]}
                """);
        other.answer(
                "/jobs/overview",
                """
                {"jobs": [
                 {"name": "wrapped", "jid": "c", "state": "FAILED", "start-time": 8},
                 {"name": "wrapped-reports", "jid": "d", "state": "RESTARTING", "start-time": 2}]}
                """);
        one.answer("/jobs/a", "{\"jid\": \"a\", \"state\": \"CREATED\"}");
        other.answer("/jobs/d", "{\"jid\": \"d\", \"state\": \"RUNNING\"}");
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private List<FlinkRest> both() {
        return List.of(new FlinkRest(one.address()), new FlinkRest(other.address()));
    }

    @Test
    void aJobIsFoundWhereItHasNotEnded() throws Exception {
        FlinkJob wrapped = FlinkJob.find(both(), "wrapped");
        FlinkJob reports = FlinkJob.find(both(), "wrapped-reports");

        assertThat(wrapped.flink().address()).isEqualTo(one.address());
        assertThat(wrapped.id()).isEqualTo("a");
        assertThat(wrapped.runs()).isTrue();
        assertThat(reports.flink().address()).isEqualTo(other.address());
        // Details are kept for some seconds, states are not.
        assertThat(reports.state()).isEqualTo("RESTARTING");
        assertThat(FlinkJob.find(both(), "somebody-elses")).isNull();
    }

    @Test
    void oneThatDoesNotAnswerIsNamed() {
        other.close();

        assertThatThrownBy(() -> FlinkJob.find(both(), "wrapped"))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining(other.address());
    }
}
