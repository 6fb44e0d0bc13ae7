package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.rollup.Listener;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriggersTest {
    @Test
    void aTriggerWaitsForEverythingThatWasAppendedBeforeIt() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start()) {
            listeners.changesAreRead();
            listeners.pass(Duration.ofSeconds(5));
            listeners.trigger(2025, Purpose.FINAL);
            listeners.changesAreRead();
            listeners.pass(Duration.ofMinutes(1));
            assertThat(listeners.updates()).isEmpty();

            // A partition that lagged.
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.everythingIsRead();
            listeners.pass(Duration.ofSeconds(1));

            assertThat(listeners.documents(ListenerUpdate.FINAL))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":1");
        }
    }

    @Test
    void aListenerKnownByAProfileAloneIsToldAndAnUnknownOneIsNot() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.profile("silent", "Asia/Tokyo", false);
            listeners.exclude("stranger", Target.TRACK, "song", true);
            listeners.trigger(2025, Purpose.PREVIEW, "silent", "stranger", "nobody");
            listeners.everythingIsRead();
            listeners.pass(Duration.ofSeconds(1));

            assertThat(listeners.documents(ListenerUpdate.PREVIEW))
                    .singleElement()
                    .asString()
                    .contains("\"user_id\":\"silent\"");
        }
    }

    @Test
    void aRestartInTheMiddleOfATriggerNeitherSkipsNorRepeatsAnyone() throws Exception {
        ListenerHarness listeners = ListenerHarness.start().everythingIsRead();
        for (int user = 0; user < 50; user++) {
            listeners.play("user" + user, "e" + user, "song", "2025-03-01T10:00:00Z");
        }
        assertProgress(listeners, 0, 1);
        listeners.trigger(2025, Purpose.FINAL);
        assertProgress(listeners, 1, 0);
        listeners.everythingIsRead();
        // 100 a second: two in each tick of 20 ms.
        listeners.passStepByStep(Duration.ofMillis(200));
        Set<String> told = new HashSet<>(toldUsers(listeners));
        assertThat(told).isNotEmpty().hasSizeLessThan(50);
        assertThat(listeners.gauge(JobMetric.TRIGGER_PROGRESS.id())).isBetween(0.01, 0.99);

        try (ListenerHarness restarted = listeners.restart()) {
            restarted.pass(Duration.ofSeconds(1));
            assertThat(toldUsers(restarted)).as("before the catalogue is read again").isEmpty();
            assertProgress(restarted, 1, 0);
            restarted.everythingIsRead();
            restarted.passStepByStep(Duration.ofSeconds(2));
            assertProgress(restarted, 0, 1);

            List<String> rest = toldUsers(restarted);
            assertThat(rest).doesNotHaveDuplicates().doesNotContainAnyElementsOf(told);
            assertThat(rest.size() + told.size()).isEqualTo(50);
            assertThat(restarted.outcomes())
                    .filteredOn(outcome -> outcome.result() == Result.DONE)
                    .hasSize(1);
        }
    }

    @Test
    void everyoneIsToldOnceWhereverTheyAreKept() throws Exception {
        ListenerHarness before = ListenerHarness.start().everythingIsRead();
        before.play("settled", "a", "song", "2025-03-01T10:00:00Z");
        before.pass(ListenerHarness.REVIEW);
        before.play("saved", "b", "song", "2025-03-01T10:00:00Z");

        try (ListenerHarness listeners = before.restart()) {
            listeners.everythingIsRead();
            listeners.play("saved", "c", "song", "2025-03-02T10:00:00Z");
            listeners.checkpoint();
            listeners.play("settled", "d", "song", "2025-03-02T10:00:00Z");
            listeners.play("unsaved", "e", "song", "2025-03-02T10:00:00Z");
            listeners.updates();
            listeners.trigger(2025, Purpose.FINAL);
            listeners.everythingIsRead();
            listeners.passStepByStep(Duration.ofSeconds(1));

            assertThat(toldUsers(listeners))
                    .containsExactlyInAnyOrder("settled", "saved", "unsaved");
        }
    }

    @Test
    void aTriggerOfALeaderWhoseClockIsBehindIsNotTakenForAnOldOne() {
        Listener listener = new Listener();
        listener.triggerHandled(1_000, 5);

        assertThat(listener.handled(900, 6)).as("greater offset").isFalse();
        assertThat(listener.handled(2_000, 0)).as("a topic made anew").isFalse();
        assertThat(listener.handled(1_000, 5)).isTrue();
        assertThat(listener.handled(900, 4)).isTrue();
    }

    private static void assertProgress(ListenerHarness listeners, int waiting, double progress) {
        assertThat(listeners.gauge(JobMetric.TRIGGERS_WAITING.id())).isEqualTo(waiting);
        assertThat(listeners.gauge(JobMetric.TRIGGER_PROGRESS.id())).isEqualTo(progress);
    }

    private static List<String> toldUsers(ListenerHarness listeners) {
        return listeners.updates().stream()
                .filter(update -> update.slot().equals(ListenerUpdate.FINAL))
                .map(ListenerUpdate::userId)
                .toList();
    }

    /** A FINAL is computed from scratch; the live review went on from review to review. */
}
