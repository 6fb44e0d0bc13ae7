package io.wrapped.operators.decode;

import io.wrapped.state.metric.JobMetric;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a decoding operator counts of its records. */
final class DecodeMetrics {
    /** Reasons name fields and bounds, so there are few; decoders of others may be less careful. */
    private static final int MOST_REASONS = 100;

    private static final String OTHER = "other";

    final Counter records;
    private final MetricGroup group;
    private final Counter deadLetters;
    private final Map<String, Counter> refused = new HashMap<>();

    DecodeMetrics(MetricGroup group) {
        this.group = group;
        records = group.counter(JobMetric.RECORDS.id());
        deadLetters = group.counter(JobMetric.DEAD_LETTERS.id());
    }

    /** A record could not be used. */
    void refused(String reason) {
        deadLetters.inc();
        String name = name(reason);
        Counter known = refused.get(name);
        if (known == null && refused.size() >= MOST_REASONS) {
            name = OTHER;
        }
        refused.computeIfAbsent(name, this::counter).inc();
    }

    private Counter counter(String reason) {
        JobMetric metric = JobMetric.REFUSED;
        return group.addGroup(metric.label(), reason).counter(metric.id());
    }

    /** A reason in one word: what stands in parentheses only explains it. */
    private static String name(String reason) {
        String name = reason.replaceAll("\\(.*", "").strip().replaceAll("[^A-Za-z0-9]+", "_");
        return name.isEmpty() ? OTHER : name;
    }
}
