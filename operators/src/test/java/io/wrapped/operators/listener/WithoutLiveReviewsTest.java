package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithoutLiveReviewsTest {
    private static final Duration LONGER_THAN_A_REVIEW = Duration.ofHours(1);

    @Test
    void playsAreFoldedAndOnlyATriggerTells() throws Exception {
        try (ListenerHarness listeners =
                ListenerHarness.startWithoutLiveReviews().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(LONGER_THAN_A_REVIEW);
            listeners.play("ann", "b", "song", "2025-03-02T10:00:00Z");
            listeners.play("ann", "b", "song", "2025-03-02T10:00:00Z");
            listeners.play("ann", "c", "other", "2025-03-02T11:00:00Z");
            listeners.exclude("ann", Target.TRACK, "other", true);
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(listeners.updates()).isEmpty();
            assertThat(listeners.count(JobMetric.STREAMS.id())).isEqualTo(3);

            assertThat(told(listeners))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":2", "\"active_days\":2");
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(listeners.updates()).isEmpty();
        }
    }

    @Test
    void nothingWaitsOnceEverythingIsFoldedOrTold() throws Exception {
        ListenerHarness without = ListenerHarness.startWithoutLiveReviews().everythingIsRead();
        without.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        without.play("bob", "b", "song", "2025-03-01T10:00:00Z");
        without.pass(LONGER_THAN_A_REVIEW);
        without.play("bob", "c", "song", "2025-03-01T11:00:00Z");
        without.profile("ann", "Europe/Berlin", false);
        assertThat(told(without)).hasSize(2);

        // Whoever waits at a restart is reviewed.
        try (ListenerHarness listeners = without.restart().everythingIsRead()) {
            listeners.pass(LONGER_THAN_A_REVIEW);

            assertThat(listeners.updates()).isEmpty();
        }
    }

    @Test
    void whoIsFoldedStaysInMemoryUntilTheErasure() throws Exception {
        try (ListenerHarness listeners =
                ListenerHarness.startWithoutLiveReviews().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(listeners.gauge(JobMetric.LISTENERS_KEPT.id())).isEqualTo(1);

            listeners.profile("ann", "UTC", true);
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(listeners.gauge(JobMetric.LISTENERS_KEPT.id())).isZero();

            listeners.profile("ann", "UTC", false);
            listeners.play("ann", "b", "song", "2025-03-02T10:00:00Z");
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(told(listeners)).singleElement().asString().contains("\"streams\":1");
        }
    }

    @Test
    void whatIsInMemoryIsWhatStateHolds() throws Exception {
        ListenerHarness before = ListenerHarness.startWithoutLiveReviews().everythingIsRead();
        before.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        before.pass(LONGER_THAN_A_REVIEW);
        before.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        before.play("ann", "b", "other", "2025-03-02T10:00:00Z");
        before.pass(LONGER_THAN_A_REVIEW);
        before.exclude("ann", Target.TRACK, "other", true);
        before.play("ann", "c", "third", "2025-03-03T10:00:00Z");
        before.pass(LONGER_THAN_A_REVIEW);
        String kept = told(before).get(0);

        try (ListenerHarness listeners = before.restartWithoutLiveReviews().everythingIsRead()) {
            assertThat(told(listeners)).containsExactly(kept);
            assertThat(kept).contains("\"streams\":2", "\"active_days\":2");
        }
    }

    @Test
    void whoErasesIsForgotten() throws Exception {
        try (ListenerHarness listeners =
                ListenerHarness.startWithoutLiveReviews().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(LONGER_THAN_A_REVIEW);
            listeners.profile("ann", "UTC", true);

            assertThat(listeners.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(ListenerUpdate.Type.ERASURE);
            assertThat(told(listeners)).isEmpty();
        }
    }

    @Test
    void turnedOnAgainTheWholeReviewFollowsTheNextPlay() throws Exception {
        ListenerHarness without = ListenerHarness.startWithoutLiveReviews().everythingIsRead();
        without.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        without.play("ann", "b", "song", "2024-03-01T10:00:00Z");
        without.pass(LONGER_THAN_A_REVIEW);
        without.play("ann", "c", "song", "2025-03-02T10:00:00Z");

        try (ListenerHarness listeners = without.restart().everythingIsRead()) {
            listeners.play("ann", "d", "song", "2025-03-03T10:00:00Z");
            listeners.pass(LONGER_THAN_A_REVIEW);

            List<ListenerUpdate> updates = listeners.updates();
            assertThat(updates)
                    .filteredOn(update -> update.type() == ListenerUpdate.Type.DAY)
                    .hasSize(4);
            assertThat(updates)
                    .filteredOn(update -> update.type() == ListenerUpdate.Type.REVIEW)
                    .extracting(ListenerUpdate::year)
                    .containsExactly(2024, 2025);
        }
    }

    @Test
    void turnedOnAgainTheSweepReviewsWhoDoesNothing() throws Exception {
        ListenerHarness without = ListenerHarness.startWithoutLiveReviews();
        long appendedAt = without.now();
        without.catalogue("song", "Its Name");
        without.pass(LONGER_THAN_A_REVIEW);
        without.everythingIsRead();
        without.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        without.pass(LONGER_THAN_A_REVIEW);

        try (ListenerHarness listeners = without.restart()) {
            // Nothing in the catalogue is new: each start reads it from the first record.
            listeners.catalogueAppended("song", "Its Name", List.of(), appendedAt);
            listeners.everythingIsRead();
            listeners.pass(ListenerHarness.SWEEP);
            listeners.pass(ListenerHarness.SWEEP);

            assertThat(listeners.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("Its Name");
        }
    }

    @Test
    void whatWaitsAtARestartIsFolded() throws Exception {
        ListenerHarness before = ListenerHarness.start().everythingIsRead();
        before.play("ann", "a", "song", "2025-03-01T10:00:00Z");

        try (ListenerHarness listeners = before.restartWithoutLiveReviews().everythingIsRead()) {
            listeners.pass(LONGER_THAN_A_REVIEW);
            assertThat(listeners.updates()).isEmpty();

            assertThat(told(listeners)).singleElement().asString().contains("\"streams\":1");
        }
    }

    @Test
    void theUriOfARecordThatIsTakenBackIsKept() throws Exception {
        ListenerHarness before = ListenerHarness.startWithoutLiveReviews().everythingIsRead();
        before.catalogue("song", "Its Name");
        before.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        before.pass(LONGER_THAN_A_REVIEW);
        before.catalogueRemoval("song");
        before.pass(ListenerHarness.SWEEP);
        before.pass(ListenerHarness.SWEEP);

        try (ListenerHarness listeners = before.restartWithoutLiveReviews().everythingIsRead()) {
            assertThat(told(listeners)).singleElement().asString().contains("\"id\":\"song\"");
        }
    }

    private static List<String> told(ListenerHarness listeners) throws Exception {
        listeners.trigger(2025, Purpose.FINAL);
        listeners.pass(Duration.ofSeconds(1));
        listeners.everythingIsRead();
        listeners.pass(Duration.ofSeconds(1));
        return listeners.documents(ListenerUpdate.FINAL);
    }
}
