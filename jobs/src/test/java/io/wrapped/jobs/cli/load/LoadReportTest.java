package io.wrapped.jobs.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.cli.text.LoadText;
import io.wrapped.jobs.cli.text.Style;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final long START = 1_000_000_000_000L;

    private final LoadPlan plan =
            new LoadPlan(
                    "spring",
                    1_000,
                    2,
                    3,
                    0,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    LoadPlan.Span.before(LocalDate.of(2026, 11, 27)));
    private final LoadFigures figures = new LoadFigures(START, plan);

    /** In the first window everything takes twice as long. */
    private void measure() {
        for (int second = 0; second < 30; second++) {
            LoadFigures.Window window = figures.at(START + TimeUnit.SECONDS.toNanos(second));
            int factor = second < 10 ? 2 : 1;
            window.plays.add(2);
            LoadFigures.add(window.writes, factor * 100_000L);
            LoadFigures.add(window.reads, factor * 1_000L);
            LoadFigures.add(window.reads, factor * 1_000L);
        }
        figures.at(START).emptyReads.increment();
    }

    private JsonNode report(boolean followed) {
        return new LoadReport(plan, figures, 31, followed).json(30, 1, 0, null);
    }

    @Test
    void theFirstWindowIsComparedWithTheOthers() {
        measure();
        JsonNode report = report(true);

        assertThat(report.path("windows")).hasSize(3);
        assertThat(report.at("/windows/0/writes/p50_ms").asDouble()).isBetween(199.0, 201.0);
        assertThat(report.at("/windows/2/reads/p99_ms").asDouble()).isBetween(0.999, 1.001);
        assertThat(report.at("/windows/1/plays_per_second").asDouble()).isEqualTo(2.0);
        assertThat(report.path("plays").asLong()).isEqualTo(60);
        assertThat(report.at("/reads/done").asLong()).isEqualTo(60);
        assertThat(report.at("/reads/empty").asLong()).isEqualTo(1);
        assertThat(report.at("/first_window_to_rest/writes/p50").asDouble()).isBetween(1.99, 2.01);
        assertThat(report.at("/first_window_to_rest/reads/p99").asDouble()).isBetween(1.99, 2.01);
    }

    @Test
    void whatWasNotMeasuredIsComparedWithNothing() {
        LoadFigures.add(figures.at(START).reads, 5);

        assertThat(report(true).path("first_window_to_rest")).isEmpty();
        assertThat(report(true).at("/writes/p50_ms").isNull()).isTrue();
        assertThat(report(false).path("writes").isNull()).isTrue();
    }

    @Test
    void whatIsAMomentLateBelongsToTheLastWindow() {
        figures.at(START + TimeUnit.SECONDS.toNanos(30)).plays.increment();
        figures.at(START - 1).plays.increment();

        assertThat(report(true).at("/windows/2/plays").asLong()).isEqualTo(1);
        assertThat(report(true).at("/windows/0/plays").asLong()).isEqualTo(1);
        assertThat(report(true).path("windows")).hasSize(3);
    }

    @Test
    void whatTakesLongerThanAnHourCountsAsOne() {
        LoadFigures.add(figures.at(START).reads, Long.MAX_VALUE);

        assertThat(report(true).at("/reads/p50_ms").asDouble()).isBetween(3.5e6, 3.7e6);
    }

    @Test
    void itIsToldInATable() {
        measure();

        assertThat(LoadText.render(report(true).toString(), new Style(80, false)))
                .isEqualTo(
                        """
                        Load spring  1,000 users, who listened to 2026
                                          plays/s    review after, ms    reads/s         read in, ms
                          0 to 10 s           2.0    200.1, p99 200.1        2.0        2.0, p99 2.0
                          10 to 20 s          2.0    100.0, p99 100.0        2.0        1.0, p99 1.0
                          20 to 30 s          2.0    100.0, p99 100.0        2.0        1.0, p99 1.0
                          all                 2.0    100.0, p99 200.1        2.0        1.0, p99 2.0
                          the first 10 s against the rest: reviews took 2.00 times as long, p99 2.00 times
                          the first 10 s against the rest: reads took 2.00 times as long, p99 2.00 times
                          of 30 plays that were looked for in reviews 1 did not come
                          1 read found no review yet
                        """);
    }
}
