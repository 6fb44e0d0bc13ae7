package io.wrapped.jobs.cli.status;

import io.wrapped.state.metric.JobMetric;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job measures, over all subtasks of an operator.
 *
 * @param values by the names of Flink's REST interface, which begin with the operator's
 */
record Measured(Map<String, Double> values) {
    /** The state of which there is one entry for each listener, as RocksDB estimates it. */
    private static final Pattern LISTENERS =
            Pattern.compile(".*\\.listener\\.rocksdb.estimate-num-keys");

    private static final Pattern STORE_P99 =
            Pattern.compile(
                    ".*\\." + Pattern.quote(JobMetric.STORE_LATENCY_MILLIS.restName()) + "_p99");

    /** Asks for all of it, added up over subtasks; nothing of a job that is not there. */
    static Measured sums(@Nullable FlinkJob job) throws StatusException {
        return ask(job, "sum", Double::sum);
    }

    /** Asks for all of it, the greatest of all subtasks; nothing of a job that is not there. */
    static Measured greatest(@Nullable FlinkJob job) throws StatusException {
        return ask(job, "max", Math::max);
    }

    private static Measured ask(@Nullable FlinkJob job, String how, DoubleBinaryOperator total)
            throws StatusException {
        return new Measured(job == null ? Map.of() : job.metrics(how, Measured::isOurs, total));
    }

    private static boolean isOurs(String name) {
        return LISTENERS.matcher(name).matches()
                || STORE_P99.matcher(name).matches()
                || Arrays.stream(JobMetric.values())
                        .anyMatch(metric -> pattern(metric).matcher(name).matches());
    }

    private static Pattern pattern(JobMetric metric) {
        return Pattern.compile(
                ".*\\." + Pattern.quote(metric.restName()).replace("*", "\\E(.+)\\Q"));
    }

    /** Whether a metric is there. */
    boolean has(JobMetric metric) {
        Pattern pattern = pattern(metric);
        return values.keySet().stream().anyMatch(name -> pattern.matcher(name).matches());
    }

    /** A metric of all operators; 0 where it is not there. */
    double value(JobMetric metric) {
        return value(pattern(metric));
    }

    /** A metric in whole numbers. */
    long count(JobMetric metric) {
        return (long) value(metric);
    }

    /** A metric of the operators whose names begin in one way. */
    long count(String operator, JobMetric metric) {
        return (long) value(Pattern.compile(Pattern.quote(operator) + pattern(metric)));
    }

    /** A metric by its label, without those that are 0. */
    SortedMap<String, Long> counts(JobMetric metric) {
        Pattern pattern = pattern(metric);
        SortedMap<String, Long> counts = new TreeMap<>();
        values.forEach(
                (name, value) -> {
                    Matcher matcher = pattern.matcher(name);
                    if (matcher.matches() && value > 0) {
                        counts.merge(matcher.group(1), value.longValue(), Long::sum);
                    }
                });
        return counts;
    }

    /** Listeners with state, roughly; null where it is not known. */
    @Nullable Long listeners() {
        return values.keySet().stream().anyMatch(name -> LISTENERS.matcher(name).matches())
                ? (Long) (long) value(LISTENERS)
                : null;
    }

    /** Milliseconds within which HBase answers 99 of 100 calls. */
    long storeP99() {
        return (long) value(STORE_P99);
    }

    private double value(Pattern pattern) {
        return values.entrySet().stream()
                .filter(entry -> pattern.matcher(entry.getKey()).matches())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
