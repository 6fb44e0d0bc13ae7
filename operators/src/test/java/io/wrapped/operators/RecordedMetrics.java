package io.wrapped.operators;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics by their names, in which groups stand before a dot. */
public final class RecordedMetrics extends UnregisteredMetricsGroup {
    private final String path;
    private final Map<String, Metric> metrics;

    public RecordedMetrics() {
        this("", new TreeMap<>());
    }

    private RecordedMetrics(String path, Map<String, Metric> metrics) {
        this.path = path;
        this.metrics = metrics;
    }

    /** What counters show that are not at 0, by name. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        metrics.forEach(
                (name, metric) -> {
                    if (metric instanceof Counter counter && counter.getCount() > 0) {
                        counts.put(name, counter.getCount());
                    }
                });
        return counts;
    }

    /** What a gauge shows. */
    public Object gauge(String name) {
        return ((Gauge<?>) metrics.get(name)).getValue();
    }

    @Override
    public Counter counter(String name) {
        return counter(name, super.counter(name));
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        metrics.put(path + name, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        metrics.put(path + name, gauge);
        return gauge;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordedMetrics(path + name + ".", metrics);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return addGroup(key + "." + value);
    }
}
