package io.wrapped.bench;

import io.wrapped.state.review.ContentTable;
import io.wrapped.state.review.ListenerSheet;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listening;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a live review costs of a listener who stayed in memory and streamed a date again: listeners
 * in turn, few enough for the caches of the processor, or many more. All of a thousand streams.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class ContinuedReviewBenchmark {
    private static final int THROUGH =
            Math.toIntExact(LocalDate.of(SyntheticAudience.YEAR, 12, 31).toEpochDay());
    private static final int STREAMS_A_YEAR = 1_000;

    /** How many of them there are. */
    @Param({"10", "2000"})
    public int listeners;

    private final Exclusions exclusions = new Exclusions();
    private final List<Kept> kept = new ArrayList<>();

    // JMH calls setUp before all else.
    @SuppressWarnings("NullAway.Init")
    private ListenerYearReviews reviews;

    private int next;

    /** A listener, what was worked out, and what is streamed again: one date after another. */
    private static final class Kept {
        private final Listening listening;
        private final ListenerSheet sheet;
        private final DayRollups year;
        private int nextDate;

        Kept(Listening listening, ListenerSheet sheet) {
            this.listening = listening;
            this.sheet = sheet;
            year = listening.year(SyntheticAudience.YEAR);
        }

        /** Streams all of a date once more; returns the date. */
        int streamAgain() {
            List<DayRollup> dates = year.days();
            int date = dates.get(nextDate).epochDay();
            nextDate = (nextDate + 1) % dates.size();
            sheet.streamed(year.between(date, date));
            return date;
        }
    }

    /** Makes catalogue and listeners, and reviews everyone once. */
    @Setup
    public void setUp() {
        SyntheticAudience audience = new SyntheticAudience(STREAMS_A_YEAR);
        ContentTable catalogue = new ContentTable();
        audience.catalogue().forEach(item -> catalogue.put(item, 0));
        reviews = new ListenerYearReviews(ReviewConfig.DEFAULT, catalogue);
        kept.clear();
        for (int i = 0; i < listeners; i++) {
            Kept listener = new Kept(audience.nextListening(), reviews.newSheet());
            open(listener);
            reviews.review(SyntheticAudience.YEAR, THROUGH, null);
            kept.add(listener);
        }
    }

    /** Takes in what the next listener streamed, and writes the review and the date's facts. */
    @Benchmark
    public void continueReview(Blackhole blackhole) {
        Kept listener = kept.get(next);
        next = (next + 1) % kept.size();
        int date = listener.streamAgain();
        open(listener);
        blackhole.consume(reviews.review(SyntheticAudience.YEAR, THROUGH, null));
        blackhole.consume(reviews.dayFacts(date));
    }

    private void open(Kept listener) {
        reviews.open("listener", listener.listening, exclusions, listener.sheet);
    }
}
