package io.wrapped.system.metrics;

import io.wrapped.state.metric.JobMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.prometheus.ScrapedReporter;

/**
 * The series that Prometheus would have of the cluster of this process.
 *
 * @param series of all jobs
 */
record Scrape(List<Series> series) {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** One of them. */
    record Series(String name, Map<String, String> labels, double value) {
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    static Scrape now() throws IOException {
        List<Series> series = new ArrayList<>();
        for (String line : ScrapedReporter.scrape().split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (!line.startsWith("#") && parts.matches()) {
                series.add(
                        new Series(
                                parts.group(1),
                                labels(parts.group(2)),
                                Double.parseDouble(parts.group(3).replace("+Inf", "Infinity"))));
            }
        }
        return new Scrape(series);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    /** Whether there is a series that a selector selects. */
    boolean has(Selector selector) {
        return series.stream().anyMatch(selector::selects);
    }

    /** The sum of a metric over the subtasks of a job. */
    double sum(String job, JobMetric metric) {
        return sum(job, metric, ".*");
    }

    /** The sum of a metric of those values of its label that match. */
    double sum(String job, JobMetric metric, String label) {
        return series.stream()
                .filter(each -> each.name().equals(metric.prometheusName()))
                .filter(each -> each.label("job_name").equals(job))
                .filter(each -> each.label(metric.label()).matches(label))
                .mapToDouble(Series::value)
                .sum();
    }
}
