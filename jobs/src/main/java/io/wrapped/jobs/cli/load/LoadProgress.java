package io.wrapped.jobs.cli.load;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How a load stands within its current window, in a line. */
final class LoadProgress {
    private LoadProgress() {}

    static String line(Duration since, LoadFigures.Window window, double seconds) {
        return String.format(
                Locale.ROOT,
                "%d:%02d  %,.0f plays/s%s · %,.0f reads/s%s",
                since.toMinutes(),
                since.toSecondsPart(),
                window.plays.sum() / seconds,
                latencies(", in HBase after", window.writes),
                window.reads.getTotalCount() / seconds,
                latencies(" in", window.reads));
    }

    private static String latencies(String words, Histogram histogram) {
        Double p50 = LoadReport.millis(histogram, 50);
        Double p99 = LoadReport.millis(histogram, 99);
        return p50 == null || p99 == null
                ? ""
                : String.format(Locale.ROOT, "%s %.1f ms (p99 %.1f)", words, p50, p99);
    }
}
