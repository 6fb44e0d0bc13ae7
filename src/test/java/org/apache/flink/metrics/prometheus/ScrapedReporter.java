package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Flink's Prometheus reporter without its HTTP server, which would listen on every interface. It
 * stands in Flink's package, since the registry is not to be had from outside.
 */
public final class ScrapedReporter extends AbstractPrometheusReporter {
    private static volatile @Nullable ScrapedReporter last;

    /** Makes the reporter. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            ScrapedReporter reporter = new ScrapedReporter();
            last = reporter;
            return reporter;
        }
    }

    /** What a scrape of this process would be answered with. */
    public static String scrape() throws IOException {
        ScrapedReporter reporter = last;
        if (reporter == null) {
            throw new IllegalStateException("no cluster of this process has the reporter");
        }
        StringWriter text = new StringWriter();
        TextFormat.write004(text, reporter.registry.metricFamilySamples());
        return text.toString();
    }
}
