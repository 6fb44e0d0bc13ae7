package io.wrapped.bench.contest;

import io.wrapped.bench.measure.CounterReporter;
import io.wrapped.bench.measure.EndSink;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.measure.RankingClock;
import io.wrapped.bench.naive.FirstThought;
import io.wrapped.bench.naive.FirstThoughtFunction;
import io.wrapped.bench.naive.SideData;
import io.wrapped.bench.naive.SimpleReview;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** The first-thought job, with reviews at the year's end only or every night too. */
final class FirstThoughtRun implements Contestant {
    private static volatile YearSums sums = new YearSums();

    private final boolean nightly;

    FirstThoughtRun(boolean nightly) {
        this.nightly = nightly;
    }

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        sums = new YearSums();
        FirstThought.DATES.reset();
        SideData.forget();
        Figures figures =
                new MeasuredJob(folder, new Configuration())
                        .run(
                                environment ->
                                        EndSink.add(
                                                FirstThought.add(environment, workload, nightly),
                                                "reviews",
                                                FirstThoughtRun::take));
        long streams = CounterReporter.sum(FirstThoughtFunction.STREAMS);
        long duplicates = CounterReporter.sum(FirstThoughtFunction.DUPLICATES);
        return figures.put(Figure.PLAYS, streams + duplicates)
                .put(Figure.STREAMS, streams)
                .put(Figure.REVIEWS, CounterReporter.sum(FirstThoughtFunction.REVIEWS))
                .put(Figure.DATES_CHECKSUM, FirstThought.DATES.value())
                .putAll(RankingClock.figures())
                .putAll(sums.figures());
    }

    private static void take(SimpleReview review) {
        if (review.yearsEnd()) {
            RankingClock.told();
            sums.add(review);
        }
    }
}
