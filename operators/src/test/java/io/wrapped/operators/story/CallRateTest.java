package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRateTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final CallRate rate = new CallRate(4, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void callsAreSpacedEvenlyInTheOrderOfAsking() {
        assertThat(rate.reserve()).isEqualTo(Duration.ZERO);
        assertThat(rate.reserve()).isEqualTo(Duration.ofMillis(250));
        assertThat(rate.reserve()).isEqualTo(Duration.ofMillis(500));
        pass(Duration.ofMillis(600));

        assertThat(rate.reserve()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        rate.reserve();
        pass(Duration.ofHours(1));

        assertThat(rate.reserve()).isEqualTo(Duration.ZERO);
        assertThat(rate.reserve()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void fewerThanOneASecondIsARateToo() {
        CallRate slow = new CallRate(0.25, nanos::get);
        slow.reserve();

        assertThat(slow.reserve()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void withoutALimitNobodyWaits() {
        CallRate unlimited = new CallRate(0, nanos::get);
        unlimited.reserve();

        assertThat(unlimited.reserve()).isEqualTo(Duration.ZERO);
    }
}
