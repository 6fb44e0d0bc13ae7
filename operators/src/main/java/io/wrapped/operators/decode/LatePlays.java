package io.wrapped.operators.decode;

import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts plays that the broker was given long after they ended, by how long. */
final class LatePlays {
    private static final long LATE_MS = Duration.ofHours(1).toMillis();
    private static final long[] FROM_MS = {
        LATE_MS,
        Duration.ofDays(1).toMillis(),
        Duration.ofDays(7).toMillis(),
        Duration.ofDays(30).toMillis(),
        Duration.ofDays(365).toMillis()
    };
    private static final String[] AGES = {"hours", "days", "weeks", "months", "years"};

    private final Counter[] counters = new Counter[AGES.length];

    LatePlays(MetricGroup group) {
        JobMetric metric = JobMetric.LATE_PLAYS;
        for (int i = 0; i < AGES.length; i++) {
            counters[i] = group.addGroup(metric.label(), AGES[i]).counter(metric.id());
        }
    }

    /** Counts a play, if it is late. */
    void count(long endedAt, long appendedAt) {
        long lateBy = appendedAt - endedAt;
        if (lateBy < LATE_MS) {
            return;
        }
        int age = AGES.length - 1;
        while (lateBy < FROM_MS[age]) {
            age--;
        }
        counters[age].inc();
    }
}
