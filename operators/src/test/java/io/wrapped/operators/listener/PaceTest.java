package io.wrapped.operators.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long INTERVAL = 600_000;

    @Test
    void theNextMomentIsAfterNowAndWithinTheInterval() {
        for (long now = 1_000_000; now < 3_000_000; now += 7_919) {
            assertThat(Pace.next("ann", INTERVAL, now)).isBetween(now + 1, now + INTERVAL);
        }
    }

    @Test
    void askingAgainBeforeItGivesTheSameMoment() {
        long next = Pace.next("ann", INTERVAL, 1_000_000);

        assertThat(Pace.next("ann", INTERVAL, next - 1)).isEqualTo(next);
        assertThat(Pace.next("ann", INTERVAL, next)).isEqualTo(next + INTERVAL);
    }

    @Test
    void similarIdsAreSpreadOverTheInterval() {
        Set<Long> minutes = new HashSet<>();
        for (int user = 0; user < 200; user++) {
            minutes.add(Pace.next("user" + user, INTERVAL, 0) / 60_000);
        }

        assertThat(minutes).hasSizeGreaterThanOrEqualTo(10);
    }
}
