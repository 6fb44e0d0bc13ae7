package io.wrapped.sinks.hbase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before sending again. The pause doubles with each round of failures, not with
 * each failure of a round, and a success ends it. Safe for use by many threads.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private final Clock clock;

    private Duration pause = Duration.ZERO;
    private Instant roundEnds = Instant.MIN;
    private @Nullable Instant failingSince;

    Backoff(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /** Notes a failure and says how long to wait. */
    synchronized Duration failed() {
        Instant now = clock.instant();
        if (failingSince == null) {
            failingSince = now;
        }
        if (!now.isBefore(roundEnds)) {
            Duration next = pause.isZero() ? FIRST : pause.multipliedBy(2);
            pause = next.compareTo(longest) < 0 ? next : longest;
            roundEnds = now.plus(pause);
        }
        return pause;
    }

    synchronized void succeeded() {
        pause = Duration.ZERO;
        roundEnds = Instant.MIN;
        failingSince = null;
    }

    /** Whether nothing succeeded for at least that long; begins to count anew when so. */
    synchronized boolean isFailingFor(Duration time) {
        Instant now = clock.instant();
        if (failingSince == null || now.isBefore(failingSince.plus(time))) {
            return false;
        }
        failingSince = now;
        return true;
    }
}
