package io.wrapped.operators.listener;

import static io.wrapped.operators.listener.ReplaySteps.INTERVAL;
import static io.wrapped.operators.listener.ReplaySteps.begin;
import static io.wrapped.operators.listener.ReplaySteps.end;
import static io.wrapped.operators.listener.ReplaySteps.kept;
import static io.wrapped.operators.listener.ReplaySteps.keptAt;
import static io.wrapped.operators.listener.ReplaySteps.plays;
import static io.wrapped.operators.listener.ReplaySteps.replayed;
import static io.wrapped.operators.listener.ReplaySteps.streams;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A replay that is refused, given up or not heard of leaves all as it was, and is told so. */
class RefusedReplaysTest {
    @Test
    void whatWasKeptMustHoldEveryPlayThatIsCountedUnlessToldOtherwise() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.play("ann", "b", "song", "2025-03-02T10:00:00Z");
            job.pass(INTERVAL);
            job.updates();

            long token = begin(job, "r");
            job.replay(plays("r", 0, kept("b", "song", "2025-03-02T10:00:00Z")));
            assertThat(end(job, "r", 1, token).reason()).startsWith("1 play that is counted now");
            job.pass(INTERVAL);
            assertThat(job.updates()).isEmpty();

            token = begin(job, "s");
            job.replay(plays("s", 0, kept("b", "song", "2025-03-02T10:00:00Z")));
            job.replay(Replay.end("ann", "s", 1, token, true));
            job.pass(INTERVAL);
            assertThat(streams(job.documents(ListenerUpdate.LIVE))).isEqualTo(1);
        }
    }

    @Test
    void aStepIsToldOnlyOnceACheckpointHasIt() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.replay(Replay.begin("ann", "r"));
            assertThat(job.outcomes()).isEmpty();
            job.checkpoint();
            assertThat(job.outcomes()).isEmpty();
            job.checkpointComplete();
            assertThat(job.outcomes()).extracting(Outcome::result).containsExactly(Result.BEGUN);
            job.checkpointComplete();
            assertThat(job.outcomes()).isEmpty();
        }
    }

    @Test
    void afterGoingBackToBeforeItBeganItIsRefused() throws Exception {
        ListenerHarness first = ListenerHarness.start().everythingIsRead();
        OperatorSubtaskState before = first.savepoint();
        long token = begin(first, "r");
        try (ListenerHarness job = first.restart(before).everythingIsRead()) {
            // Read again, after a play that came behind them.
            job.play("ann", "late", "song", "2025-03-03T10:00:00Z");
            job.pass(INTERVAL);
            job.replay(Replay.begin("ann", "r"));
            job.replay(plays("r", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
            assertThat(end(job, "r", 1, token).reason()).contains("gone back");
            job.updates();
            job.pass(INTERVAL);
            assertThat(job.updates()).isEmpty();
            assertThat(job.count(JobMetric.REPLAYS_REFUSED.id())).isEqualTo(1);
        }
    }

    @Test
    void whoDidNotHearOfTheEndIsToldAgain() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            long token = begin(job, "r");
            job.replay(plays("r", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(1));
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(1));
        }
    }

    @Test
    void anEndThatIsReadBeforeProfilesAfterARestartIsPassedOverUntilSaidAgain() throws Exception {
        ListenerHarness first = ListenerHarness.start().everythingIsRead();
        first.profile("ann", "UTC", false);
        long token = begin(first, "r");
        first.replay(plays("r", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
        try (ListenerHarness job = first.restart()) {
            job.replay(Replay.end("ann", "r", 1, token, false));
            job.checkpointComplete();
            assertThat(job.outcomes()).isEmpty();

            job.everythingIsRead();
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(1));
        }
    }

    @Test
    void aPartThatIsMissingOrOfAnotherReplayIsNotOverlooked() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            long token = begin(job, "r");
            job.replay(plays("r", 1, kept("a", "song", "2025-03-04T10:00:00Z")));
            assertThat(end(job, "r", 2, token).reason()).contains("only 0 of its 2 parts");

            begin(job, "r2");
            long third = begin(job, "r3");
            job.replay(plays("r2", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
            assertThat(end(job, "r2", 1, third).reason()).contains("another one was begun");
            job.replay(Replay.abandon("ann", "r2"));
            assertThat(end(job, "r3", 0, third)).isEqualTo(replayed(0));
        }
    }

    @Test
    void aZoneThatChangesInTheMiddleEndsIt() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.profile("ann", "UTC", false);
            long token = begin(job, "r");
            job.profile("ann", "UTC", false);
            job.replay(plays("r", 0, kept("a", "song", "2025-03-04T23:00:00Z")));
            job.profile("ann", "Asia/Tokyo", false);
            assertThat(end(job, "r", 1, token).reason()).contains("another zone");
        }
    }

    @Test
    void anErasureInTheMiddleEndsItAndNothingComesBack() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-04T23:00:00Z");
            long token = begin(job, "r");
            job.replay(plays("r", 0, kept("a", "song", "2025-03-04T23:00:00Z")));
            job.profile("ann", "UTC", true);
            assertThat(end(job, "r", 1, token).result()).isEqualTo(Result.REPLAY_REFUSED);
            job.replay(Replay.begin("ann", "s"));
            job.checkpointComplete();
            assertThat(job.outcomes())
                    .extracting(Outcome::reason)
                    .containsExactly("the user is erased");

            long erased = job.now();
            job.pass(INTERVAL);
            job.profile("ann", "UTC", false);
            token = begin(job, "t");
            job.replay(plays("t", 0, keptAt(erased, "a", "song", "2025-03-04T23:00:00Z")));
            assertThat(end(job, "t", 1, token)).isEqualTo(replayed(0));
        }
    }

    @Test
    void aReplayThatIsGivenUpLeavesNothing() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            begin(job, "r");
            job.replay(Replay.abandon("ann", "r"));
            assertThat(job.gauge(JobMetric.REPLAYS_UNDER_WAY.id())).isZero();

            begin(job, "s");
            job.pass(Duration.ofHours(25));
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.pass(INTERVAL);
            assertThat(job.gauge(JobMetric.REPLAYS_UNDER_WAY.id())).isZero();
        }
    }
}
