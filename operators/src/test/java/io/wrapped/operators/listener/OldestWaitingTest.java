package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class OldestWaitingTest {
    private static final Duration OUTAGE = Duration.ofHours(20);

    /** The task does nothing but wait for room, so others must see that time passes. */
    @Test
    void whoWaitsWaitsLongerWhileTheStoreTakesNothing() throws Exception {
        try (ListenerHarness listeners = ListenerHarness.start().everythingIsRead()) {
            listeners.play("ann", "a", "song", "2025-03-01T10:00:00Z");
            CountDownLatch full = new CountDownLatch(1);
            CountDownLatch room = new CountDownLatch(1);
            listeners.beforeEmitting(
                    () -> {
                        full.countDown();
                        room.await();
                    });
            FutureTask<Void> turn =
                    new FutureTask<>(
                            () -> {
                                listeners.pass(ListenerHarness.REVIEW);
                                return null;
                            });
            new Thread(turn, "task").start();
            full.await();
            double before = oldest(listeners);
            listeners.pass(OUTAGE);
            double during = oldest(listeners);
            room.countDown();
            turn.get();

            assertThat(before).isEqualTo(ListenerHarness.REVIEW.toMillis());
            assertThat(during).isEqualTo(ListenerHarness.REVIEW.plus(OUTAGE).toMillis());
            assertThat(oldest(listeners)).isZero();
        }
    }

    private static double oldest(ListenerHarness listeners) {
        return listeners.gauge(JobMetric.OLDEST_WAITING_MILLIS.id());
    }
}
