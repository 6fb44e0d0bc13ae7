package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.listener.ListenerUpdate.Type;
import io.wrapped.state.contract.Exclusion.Target;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.rollup.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasures and returns, and what is read around them, in whatever order. */
class ErasuresTest {
    private static final Duration INTERVAL = ListenerHarness.REVIEW;

    @Test
    void erasureForgetsAndKeepsForgettingUntilAProfileReturns() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(INTERVAL);
            listeners.updates();
            listeners.profile("ann", "UTC", true);
            assertThat(listeners.updates())
                    .extracting(ListenerUpdate::type)
                    .containsExactly(Type.ERASURE);

            listeners.outcomes();
            listeners.pass(INTERVAL);
            Origin dropped = new Origin("import", "play", 0, 1);
            listeners.play("ann", "b", "song", "2025-03-01T10:00:00Z", dropped);
            listeners.trigger(2025, Purpose.FINAL);
            listeners.everythingIsRead();
            listeners.pass(INTERVAL);
            assertThat(listeners.updates()).isEmpty();
            assertThat(listeners.outcomes())
                    .extracting(Outcome::result)
                    .contains(Result.ERASED)
                    .doesNotContain(Result.STREAM, Result.TOLD);

            listeners.profile("ann", "UTC", false);
            listeners.play("ann", "a", "song", "2025-03-05T10:00:00Z");
            listeners.pass(INTERVAL);
            assertThat(listeners.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXR", "ERX", "XER"})
    void anExclusionAppendedAfterAReturnHoldsInWhateverOrderTheyAreRead(String order)
            throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start()) {
            long erased = listeners.now() + 10;
            for (char next : order.toCharArray()) {
                switch (next) {
                    case 'E' -> listeners.profileAppended("ann", "UTC", true, erased);
                    case 'R' -> listeners.profileAppended("ann", "UTC", false, erased + 10);
                    default -> {
                        String[] ids = {"before", "between", "after"};
                        for (int i = 0; i < ids.length; i++) {
                            listeners.excludeAppended(
                                    "ann", Target.TRACK, ids[i], true, erased - 5 + 10L * i);
                        }
                    }
                }
            }
            try (ListenerHarness again = listeners.restart()) {
                again.pass(Duration.ofSeconds(1));
                again.everythingIsRead();
                again.play("ann", "a", "before", "2025-03-01T10:00:00Z");
                again.play("ann", "b", "between", "2025-03-01T10:00:00Z");
                again.play("ann", "c", "after", "2025-03-01T10:00:00Z");
                again.pass(INTERVAL);

                assertThat(again.documents(ListenerUpdate.LIVE))
                        .singleElement()
                        .asString()
                        .contains("\"streams\":2", "\"before\"", "\"between\"")
                        .doesNotContain("\"after\"");
            }
        }
    }

    @Test
    void aPlayOfAnErasedListenerWaitsForAReturnThatWasAppendedBeforeIt() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            long erased = listeners.now();
            listeners.profile("ann", "UTC", true);
            listeners.pass(Duration.ofMillis(20));
            listeners.exclude("ann", Target.TRACK, "other", true);
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            listeners.pass(Duration.ofSeconds(2));
            listeners.pass(INTERVAL);

            listeners.profileAppended("ann", "UTC", false, erased + 10);
            listeners.everythingIsRead();
            listeners.pass(INTERVAL);

            assertThat(listeners.documents(ListenerUpdate.LIVE))
                    .singleElement()
                    .asString()
                    .contains("\"streams\":1");
        }
    }

    @Test
    void changesThatAreReadOnceMoreUndoNoneThatCameAfterThem() throws Exception {
        ListenerHarness first = ListenerHarness.start().everythingIsRead();
        long begun = first.now();
        first.profile("ann", "UTC", false);
        first.profile("bob", "UTC", false);
        first.pass(Duration.ofMillis(20));
        first.profile("ann", "UTC", true);
        first.profile("bob", "UTC", true);
        first.pass(Duration.ofMillis(20));
        first.profile("ann", "UTC", false);
        first.play("ann", "a", "song", "2025-03-01T10:00:00Z");
        first.pass(INTERVAL);
        try (ListenerHarness job = first.restart()) {
            for (String user : List.of("ann", "bob")) {
                job.profileAppended(user, "UTC", false, begun);
                job.profileAppended(user, "UTC", true, begun + 20);
            }
            job.profileAppended("ann", "UTC", false, begun + 40);
            job.trigger(2025, Purpose.FINAL);
            job.everythingIsRead();
            job.pass(INTERVAL);

            assertThat(job.documents(ListenerUpdate.FINAL))
                    .singleElement()
                    .asString()
                    .contains("\"user_id\":\"ann\"", "\"streams\":1");
            // From now on what is read is new, whatever the brokers' clocks say.
            job.profileAppended("ann", "UTC", true, begun + 30);
            assertThat(job.updates()).extracting(ListenerUpdate::type).contains(Type.ERASURE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExclusionOfAnErasedListenerIsForgottenWhereNoReturnComes(boolean live) throws Exception {
        try (ListenerHarness listeners =
                live ? ListenerHarness.start() : ListenerHarness.startWithoutLiveReviews()) {
            listeners.everythingIsRead();
            listeners.profile("ann", "UTC", true);
            listeners.pass(Duration.ofMillis(1));
            listeners.exclude("ann", Target.TRACK, "song", true);
            listeners.pass(Duration.ofSeconds(2));
            // A return that was appended before it may still come.
            assertThat(listeners.keyedState("ann", ListenerState.EXCLUSIONS).value()).isNotNull();

            listeners.everythingIsRead();
            listeners.pass(INTERVAL);

            assertThat(listeners.keyedState("ann", ListenerState.EXCLUSIONS).value()).isNull();
        }
    }
}
