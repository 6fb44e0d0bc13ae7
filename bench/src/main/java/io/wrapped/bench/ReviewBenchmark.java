package io.wrapped.bench;

import io.wrapped.state.review.Review;
import io.wrapped.state.review.ReviewCalculator;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A year's totals, top lists and remarkable days, from rollups in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReviewBenchmark {
    private static final int THROUGH =
            Math.toIntExact(LocalDate.of(SyntheticListener.YEAR, 12, 31).toEpochDay());

    /** Streams a day, on average. */
    @Param({"5", "50"})
    public int streamsADay;

    private final ReviewCalculator calculator = new ReviewCalculator();
    private final Exclusions exclusions = new Exclusions();

    // JMH calls setUp before all else.
    @SuppressWarnings("NullAway.Init")
    private SyntheticListener listener;

    @SuppressWarnings("NullAway.Init")
    private Listening listening;

    /** Makes the listener. */
    @Setup
    public void setUp() {
        listener = SyntheticListener.of(streamsADay);
        listening = listener.listening();
    }

    /** Computes the review of the year, ranking included. */
    @Benchmark
    public Review review() {
        return calculator.review(
                "listener",
                SyntheticListener.YEAR,
                THROUGH,
                null,
                listening,
                exclusions,
                listener.catalogue());
    }
}
