package io.wrapped.bench;

import io.wrapped.state.review.ContentTable;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.review.ReviewDocument;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one listener's review costs once the listener is read: many listeners in turn, each just
 * read, of a catalogue that no cache of the processor holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class ReviewBenchmark {
    private static final int THROUGH =
            Math.toIntExact(LocalDate.of(SyntheticAudience.YEAR, 12, 31).toEpochDay());

    /** Streams of a listener. */
    @Param({"100", "1000", "5000"})
    public int streamsAYear;

    private final Exclusions exclusions = new Exclusions();

    // JMH calls the methods of setting up before all else.
    @SuppressWarnings("NullAway.Init")
    private SyntheticAudience audience;

    @SuppressWarnings("NullAway.Init")
    private ListenerYearReviews reviews;

    @SuppressWarnings("NullAway.Init")
    private Listening listening;

    private int lastDay;

    /** Makes catalogue and listeners. */
    @Setup
    public void setUp() {
        audience = new SyntheticAudience(streamsAYear);
        ContentTable catalogue = new ContentTable();
        audience.catalogue().forEach(item -> catalogue.put(item, 0));
        reviews = new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);
    }

    /** Reads the next listener. */
    @Setup(Level.Invocation)
    public void readListener() {
        listening = audience.nextListening();
        List<DayRollup> days = listening.year(SyntheticAudience.YEAR).days();
        lastDay = days.get(days.size() - 1).epochDay();
    }

    /** Looks the items up, adds the year up, ranks its days, and writes the document. */
    @Benchmark
    public ReviewDocument review() {
        reviews.open("listener", listening, exclusions);
        return reviews.review(SyntheticAudience.YEAR, THROUGH, "--06-15");
    }

    /** The same with one touched date, as a live review does. */
    @Benchmark
    public void reviewAndDay(Blackhole blackhole) {
        blackhole.consume(review());
        blackhole.consume(reviews.dayFacts(lastDay));
    }
}
