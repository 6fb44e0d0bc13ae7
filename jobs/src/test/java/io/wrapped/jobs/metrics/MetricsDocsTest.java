package io.wrapped.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.config.WrittenPart;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.metric.MetricArea;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation shows all metrics as they are. */
class MetricsDocsTest {
    private static final WrittenPart PART =
            new WrittenPart(
                    "docs/metrics.md",
                    "<!-- metrics: written by MetricsDocsTest -->\n",
                    "<!-- end of metrics -->\n",
                    MetricsDocsTest.class);

    @Test
    void thePageShowsAllMetrics() throws IOException {
        StringBuilder text = new StringBuilder();
        for (MetricArea area : MetricArea.values()) {
            text.append("\n### ").append(area.title()).append("\n\n");
            text.append(area.where()).append("\n\n");
            text.append("| metric | for Prometheus | kind | meaning |\n|---|---|---|---|\n");
            for (JobMetric metric : JobMetric.of(area)) {
                text.append(row(metric));
            }
        }
        PART.assertShows(text.append('\n').toString());
    }

    private static String row(JobMetric metric) {
        String name = metric.restName().replace("*", metric.label().toUpperCase(Locale.ROOT));
        String prometheus =
                metric.prometheusName().replace("flink_taskmanager_job_task_operator", "…");
        String label = metric.label().isEmpty() ? "" : "{" + metric.label() + "}";
        return "| `%s` | `%s%s` | %s | %s |\n"
                .formatted(
                        name,
                        prometheus,
                        label,
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.meaning());
    }

    @Test
    void namesAreInCamelCaseAndTheirOwn() {
        assertThat(JobMetric.values())
                .extracting(JobMetric::id)
                .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)*"));
        assertThat(Stream.of(JobMetric.values()).map(JobMetric::prometheusName))
                .doesNotHaveDuplicates();
    }
}
