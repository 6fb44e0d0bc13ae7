package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.listening.FollowedPlays;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.sinks.hbase.ReviewReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/**
 * The whole way as a listener sees it: from the moment at which Kafka has a play until a reader of
 * HBase is shown a review with it. Some of the plays that are sent at a rate are followed. Kafka,
 * HBase, the job, the sender and the reader share the machine.
 */
final class Latency implements Contestant {
    private static final int FLOOD = 100_000;
    private static final Duration PACED = Duration.ofSeconds(60);
    private static final int MANY_FOLLOWED = 40;
    private static final int FEW_FOLLOWED = 2;
    private static final FollowedPlays.Look LOOK =
            new FollowedPlays.Look(Duration.ofMillis(2), Duration.ofMinutes(5));

    private final Duration reviewInterval;
    private final double rate;

    private Latency(Duration reviewInterval, double rate) {
        this.reviewInterval = reviewInterval;
        this.rate = rate;
    }

    /** Reviews at once, at half of the rate that the job sustains. */
    static Latency atOnce() {
        return new Latency(Duration.ofMillis(1), 0);
    }

    /** Reviews a while after the first play, at a given rate. */
    static Latency after(Duration reviewInterval, double rate) {
        return new Latency(reviewInterval, rate);
    }

    @Override
    public boolean wantsWarmUp() {
        // The flood warms everything up.
        return false;
    }

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        try (Service service =
                Service.start(folder.resolveSibling(folder.getFileName() + "-servers"), workload)) {
            Configuration options = service.options();
            options.set(ListenerOptions.REVIEW_INTERVAL, reviewInterval);
            return service.runWhile(
                    new MeasuredJob(folder, new Configuration()), () -> drive(workload, options));
        }
    }

    private Figures drive(Workload workload, Configuration options) throws Exception {
        // So that a pass through all that is followed takes no time beside what is waited for.
        int followedASecond = rate == 0 ? MANY_FOLLOWED : FEW_FOLLOWED;
        List<Double> found = Collections.synchronizedList(new ArrayList<>());
        try (PlaySender plays = new PlaySender(workload, options);
                ReviewReader reader = new ReviewReader(options);
                FollowedPlays followed =
                        new FollowedPlays(
                                reader, Workload.YEAR, LOOK, ms -> found.add((double) ms))) {
            Figures figures = new Figures();
            Service.awaitFolded(plays.send(FLOOD / 10));
            long from = System.nanoTime();
            Service.awaitFolded(plays.send(FLOOD));
            double sent = rate;
            if (rate == 0) {
                double sustained = FLOOD * 1e9 / (System.nanoTime() - from);
                figures.put(Figure.SUSTAINED_RATE, sustained);
                sent = sustained / 2;
            }
            double most = sent * PACED.toSeconds();
            plays.sendPaced(sent, paced -> paced < most, followed, followedASecond);
            int missed = followed.awaitAll();
            if (missed > 0) {
                throw new IllegalStateException(
                        missed + " followed plays were in no review after " + LOOK.patience());
            }
            double[] latencies = found.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(latencies);
            return figures.put(Figure.SENT_RATE, sent)
                    .put(Figure.FOLLOWED_PLAYS, latencies.length)
                    .put(Figure.LATENCY_P50_MS, percentile(latencies, 0.5))
                    .put(Figure.LATENCY_P99_MS, percentile(latencies, 0.99));
        }
    }

    private static double percentile(double[] ascending, double share) {
        return ascending[(int) Math.min(ascending.length - 1L, (long) (share * ascending.length))];
    }
}
