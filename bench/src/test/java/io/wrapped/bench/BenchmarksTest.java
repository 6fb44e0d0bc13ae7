package io.wrapped.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks run; what they measure in a moment says nothing. */
class BenchmarksTest {

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        var results =
                new Runner(
                                new OptionsBuilder()
                                        .include("io\\.wrapped\\.bench\\..*")
                                        .param("streamsADay", "5")
                                        .param("streamsAYear", "1000")
                                        .param("listeners", "10")
                                        .forks(0)
                                        .warmupIterations(0)
                                        .measurementIterations(1)
                                        .measurementTime(TimeValue.milliseconds(50))
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();

        assertThat(results)
                .extracting(result -> result.getPrimaryResult().getLabel())
                .containsExactlyInAnyOrder(
                        "foldSession", "readYear", "review", "reviewAndDay", "continueReview");
    }

    @Test
    void theBenchmarkedYearIsOneWithRemarkableDays() {
        ReviewBenchmark benchmark = new ReviewBenchmark();
        benchmark.streamsAYear = 1000;
        benchmark.setUp();
        benchmark.readListener();

        assertThat(benchmark.review().days()).isEqualTo(5);
    }
}
