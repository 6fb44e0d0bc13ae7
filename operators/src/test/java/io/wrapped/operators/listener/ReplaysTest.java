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

import io.wrapped.operators.listener.ListenerUpdate.Type;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.rollup.Origin;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener is built anew from kept plays while live ones flow on. */
class ReplaysTest {
    @Test
    void whatTheKeptPlaysSayTakesThePlaceOfWhatWasCounted() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.play("ann", "b", "song", "2025-03-05T10:00:00Z");
            job.pass(INTERVAL);
            job.updates();

            long token = begin(job, "r");
            job.replay(
                    plays(
                            "r",
                            0,
                            kept("a", "song", "2025-03-02T10:00:00Z"),
                            kept("b", "song", "2025-03-05T10:00:00Z")));
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(2));
            job.pass(INTERVAL);

            List<ListenerUpdate> updates = job.updates();
            assertThat(updates)
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.DAY_GONE, Type.DAY);
            assertThat(updates.get(0).epochDay() + 1).isEqualTo(updates.get(1).epochDay());
        }
    }

    @Test
    void whereNothingWasWrongNothingIsWritten() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            List<KeptPlay> kept = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String endedAt = "2025-%02d-%02dT10:00:00Z".formatted(i % 12 + 1, i % 28 + 1);
                job.play("ann", "e" + i, "song" + i % 70, endedAt);
                kept.add(0, kept("e" + i, "song" + i % 70, endedAt));
            }
            job.pass(INTERVAL);
            job.updates();

            long token = begin(job, "r");
            job.replay(Replay.plays("ann", "r", 0, kept.subList(0, 150)));
            job.replay(Replay.plays("ann", "r", 1, kept.subList(150, 400)));
            assertThat(end(job, "r", 2, token)).isEqualTo(replayed(0));
            job.pass(INTERVAL);
            assertThat(job.updates()).isEmpty();

            job.play("ann", "e7", "song", "2025-12-30T10:00:00Z");
            job.play("ann", "new", "song", "2025-12-31T10:00:00Z");
            job.pass(INTERVAL);
            assertThat(streams(job.updates().get(0))).isEqualTo(401);
        }
    }

    @Test
    void livePlaysAreCountedMeanwhileAndStayCounted() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.pass(INTERVAL);
            long token = begin(job, "r");
            job.play("ann", "b", "song", "2025-03-02T10:00:00Z");
            job.pass(INTERVAL);
            assertThat(streams(job.updates().get(0))).isEqualTo(1);
            job.replay(plays("r", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
            // Waits at the end, and is saved as such.
            job.play("ann", "c", "song", "2025-03-03T10:00:00Z");
            job.checkpoint();
            job.play("ann", "b", "song", "2025-03-09T10:00:00Z");
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(2));
            job.play("ann", "c", "song", "2025-03-09T10:00:00Z");
            job.play("ann", "d", "song", "2025-03-03T10:00:00Z");
            job.pass(INTERVAL);

            assertThat(streams(job.documents(ListenerUpdate.LIVE))).isEqualTo(4);
        }
    }

    @Test
    void anImportThatWaitsIsToldWhatItWouldHaveBeenToldWithout() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            Origin origin = new Origin("import", "play", 0, 1);
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z", origin);
            long token = begin(job, "r");
            job.replay(plays("r", 0, kept("a", "song", "2025-03-01T10:00:00Z")));
            job.replay(Replay.end("ann", "r", 1, token, false));

            assertThat(job.outcomes()).containsExactly(origin.outcome(Result.STREAM, null));
        }
    }

    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        ListenerHarness first = ListenerHarness.start().everythingIsRead();
        first.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        first.pass(INTERVAL);
        long token = begin(first, "r");
        first.play("ann", "b", "song", "2025-03-02T10:00:00Z");
        first.pass(INTERVAL);
        first.replay(plays("r", 0, kept("a", "song", "2025-03-04T10:00:00Z")));
        try (ListenerHarness job = first.restart().everythingIsRead()) {
            assertThat(job.gauge(JobMetric.REPLAYS_UNDER_WAY.id())).isEqualTo(1);
            job.play("ann", "c", "song", "2025-03-03T10:00:00Z");
            job.pass(INTERVAL);
            job.replay(plays("r", 1, kept("z", "song", "2025-03-05T10:00:00Z")));
            assertThat(end(job, "r", 2, token)).isEqualTo(replayed(3));
            job.updates();
            job.pass(INTERVAL);

            assertThat(streams(job.documents(ListenerUpdate.LIVE))).isEqualTo(4);
            assertThat(job.gauge(JobMetric.REPLAYS_UNDER_WAY.id())).isZero();
        }
    }

    @Test
    void playsAreDatedByTheZoneHeldWhenTheyWereAppended() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-04T23:00:00Z");
            long appended = job.now();
            job.pass(INTERVAL);
            job.profile("ann", "Asia/Tokyo", false);
            long token = begin(job, "r");
            job.replay(plays("r", 0, keptAt(appended, "a", "song", "2025-03-04T23:00:00Z")));
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(0));
        }
    }

    @Test
    void aYearThatEmptiedLosesItsLiveReview() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2026-01-01T01:00:00Z");
            job.pass(INTERVAL);
            job.updates();
            long token = begin(job, "r");
            job.replay(plays("r", 0, kept("a", "song", "2025-12-31T23:00:00Z")));
            end(job, "r", 1, token);
            job.pass(INTERVAL);

            List<ListenerUpdate> updates = job.updates();
            assertThat(updates)
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.REVIEW, Type.REVIEW_GONE, Type.DAY, Type.DAY_GONE);
            assertThat(updates.get(1).year()).isEqualTo(2026);
        }
    }

    @Test
    void aListenerWithoutAnyStreamLeftLosesAllThatWasStored() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.pass(INTERVAL);
            job.updates();
            long token = begin(job, "r");
            job.replay(Replay.end("ann", "r", 0, token, true));
            job.pass(INTERVAL);

            assertThat(job.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.REVIEW_GONE, Type.DAY_GONE);
        }
    }

    @Test
    void aDateThatEmptiedGoesAlsoWhereEverythingIsToBeReviewed() throws Exception {
        try (ListenerHarness job = ListenerHarness.start().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.play("ann", "b", "song", "2025-04-01T10:00:00Z");
            job.pass(INTERVAL);
            job.updates();
            long token = begin(job, "r");
            job.replay(
                    plays(
                            "r",
                            0,
                            kept("a", "song", "2025-03-02T10:00:00Z"),
                            kept("b", "song", "2025-04-01T10:00:00Z")));
            job.exclude("ann", Exclusion.Target.TRACK, "other", true);
            job.replay(Replay.end("ann", "r", 1, token, false));
            job.exclude("ann", Exclusion.Target.TRACK, "another", true);
            job.pass(INTERVAL);

            assertThat(job.updates())
                    .filteredOn(update -> update.type() == Type.DAY_GONE)
                    .singleElement()
                    .extracting(ListenerUpdate::epochDay)
                    .isEqualTo(Math.toIntExact(LocalDate.of(2025, 3, 1).toEpochDay()));
        }
    }

    @Test
    void withoutLiveReviewsATriggerTellsWhatWasBuilt() throws Exception {
        try (ListenerHarness job = ListenerHarness.startWithoutLiveReviews().everythingIsRead()) {
            job.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            job.pass(INTERVAL);
            long token = begin(job, "r");
            job.play("ann", "b", "song", "2025-03-01T10:00:00Z");
            job.replay(plays("r", 0, kept("a", "song", "2025-04-01T10:00:00Z")));
            job.play("ann", "c", "song", "2025-03-01T10:00:00Z");
            assertThat(end(job, "r", 1, token)).isEqualTo(replayed(2));
            job.trigger(2025, Purpose.FINAL, "ann");
            job.everythingIsRead();
            job.passStepByStep(Duration.ofSeconds(1));

            assertThat(streams(job.documents(ListenerUpdate.FINAL))).isEqualTo(3);
        }
    }
}
