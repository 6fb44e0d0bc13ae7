package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final SetClock clock = new SetClock();
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), clock);

    @Test
    void pausesDoubleUpToTheLongest() {
        for (long expected : new long[] {100, 200, 400, 500, 500}) {
            Duration pause = backoff.failed();
            assertThat(pause).isEqualTo(Duration.ofMillis(expected));
            clock.advance(pause);
        }
    }

    @Test
    void requestsThatFailTogetherShareARound() {
        backoff.failed();
        assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void successStartsOver() {
        backoff.failed();
        clock.advance(Duration.ofMillis(100));
        backoff.succeeded();
        assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void tellsHowLongNothingSucceeded() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(backoff.isFailingFor(minute)).isFalse();
        backoff.failed();
        clock.advance(minute);
        assertThat(backoff.isFailingFor(minute)).isTrue();
        assertThat(backoff.isFailingFor(minute)).as("counts anew").isFalse();
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
