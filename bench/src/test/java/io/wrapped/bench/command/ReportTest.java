package io.wrapped.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.bench.contest.Contestants;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Workload WORKLOAD =
            new Workload(Path.of("workload"), 1_000, 1_000_000, 995_000, 10_000, 10_000);

    private final Results results = new Results();

    private static Figures figures(double cpuSeconds) {
        return new Figures()
                .put(Figure.PLAYS, 1_000_000)
                .put(Figure.STREAMS, 995_000)
                .put(Figure.CPU_SECONDS, cpuSeconds)
                .put(Figure.YEARS_CHECKSUM, 42);
    }

    private void runs(double plainFold, double keyAndDrop, double firstThought, double wrapped) {
        results.add(Contestants.PLAIN_FOLD, figures(plainFold));
        results.add(Contestants.KEY_AND_DROP, figures(keyAndDrop));
        results.add(Contestants.FIRST_THOUGHT, figures(firstThought));
        results.add(Contestants.WRAPPED_FILE, figures(wrapped));
    }

    @Test
    void anHonestTableTellsWhatWasMet() {
        runs(0.5, 1, 12, 2.5);

        assertThat(Report.of("test", results, WORKLOAD))
                .doesNotContain("VOID")
                .contains("| wrapped-file | 0.21 | 5.00 | 2.50 |")
                .contains("wrapped-file as a multiple of first-thought | at most 0.25 | 0.21 | met")
                .contains("wrapped-file as a multiple of plain-fold | at most 6.00 | 5.00 | met");
    }

    @Test
    void aMissedTargetIsSaid() {
        runs(0.5, 1, 12, 3.5);

        assertThat(Report.of("test", results, WORKLOAD)).contains("0.29 | **missed**");
    }

    @Test
    void aYardstickThatDidNotRunIsSaid() {
        results.add(Contestants.FIRST_THOUGHT, figures(12));
        results.add(Contestants.WRAPPED_FILE, figures(2));

        assertThat(Report.of("test", results, WORKLOAD))
                .doesNotContain("VOID")
                .contains("first-thought not held against key-and-drop");
    }

    @Test
    void aYearWithFewerReviewsThanDatesIsNotCurrent() {
        runs(0.5, 1, 12, 2);
        results.add(
                Contestants.WRAPPED_LIVE,
                figures(3).put(Figure.REVIEWS, 99_000).put(Figure.DATES, 100_000));

        assertThat(Report.of("test", results, WORKLOAD))
                .contains(
                        "reviews for each date with a stream | at least 1.00 | 0.99 | **missed**");
    }

    @Test
    void aSlowFirstThoughtMakesTheTableVoid() {
        runs(0.5, 1, 21, 2);

        assertThat(Report.of("test", results, WORKLOAD))
                .contains("VOID", "first-thought costs 21.00");
    }

    @Test
    void aSlowFloorMakesTheTableVoid() {
        runs(0.8, 1, 12, 2);

        assertThat(Report.of("test", results, WORKLOAD)).contains("VOID", "plain-fold costs 0.80");
    }

    @Test
    void resultsThatDifferMakeTheTableVoid() {
        runs(0.5, 1, 12, 2);
        results.add(Contestants.WRAPPED_LIVE, figures(3).put(Figure.YEARS_CHECKSUM, 43));

        assertThat(Report.of("test", results, WORKLOAD)).contains("VOID", "the results differ");
    }

    @Test
    void lostPlaysMakeTheTableVoid() {
        runs(0.5, 1, 12, 2);
        results.add(Contestants.WRAPPED_LIVE, figures(3).put(Figure.STREAMS, 994_999));

        assertThat(Report.of("test", results, WORKLOAD))
                .contains("VOID", "wrapped-live counted 994999");
    }

    @Test
    void severalRunsGiveAMedianWithItsSpread() {
        runs(0.5, 1, 12, 2);
        results.add(Contestants.WRAPPED_FILE, figures(4));
        results.add(Contestants.WRAPPED_FILE, figures(3));

        assertThat(Report.of("test", results, WORKLOAD)).contains("3.00 (2.00 to 4.00)");
    }
}
