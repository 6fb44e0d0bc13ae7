package io.wrapped.bench.contest;

import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.workload.Workload;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.listener.ListenerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;

/**
 * The whole way as a listener sees it: from the moment at which Kafka has a play until a reader of
 * HBase is shown a review with it. First as many plays as the job takes in, which says what rate it
 * sustains, then plays at half that rate, of which some are followed. Kafka, HBase, the job, the
 * sender and the reader share the machine.
 */
final class Latency implements Contestant {
    private static final int FLOOD = 100_000;
    private static final Duration PACED = Duration.ofSeconds(60);

    private final Duration reviewInterval;

    Latency(Duration reviewInterval) {
        this.reviewInterval = reviewInterval;
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
            CompletableFuture<Figures> measured = new CompletableFuture<>();
            Thread driver = new Thread(() -> drive(workload, options, measured), "driver");
            driver.setDaemon(true);
            driver.start();
            new MeasuredJob(folder, new Configuration())
                    .runUntil(
                            measured::isDone, environment -> WrappedJob.add(environment, options));
            return measured.get();
        }
    }

    private static void drive(
            Workload workload, Configuration options, CompletableFuture<Figures> measured) {
        try (PlaySender plays = new PlaySender(workload, options);
                FollowedPlays followed = new FollowedPlays(options)) {
            Service.awaitFolded(plays.send(FLOOD / 10));
            long from = System.nanoTime();
            long sent = plays.send(FLOOD);
            Service.awaitFolded(sent);
            double sustained = FLOOD * 1e9 / (System.nanoTime() - from);
            double half = sustained / 2;
            plays.sendPaced(half, paced -> paced < half * PACED.toSeconds(), followed);
            double[] latencies = followed.awaitAll();
            Arrays.sort(latencies);
            measured.complete(
                    new Figures()
                            .put(Figure.SUSTAINED_RATE, sustained)
                            .put(Figure.FOLLOWED_PLAYS, latencies.length)
                            .put(Figure.LATENCY_P50_MS, percentile(latencies, 0.5))
                            .put(Figure.LATENCY_P99_MS, percentile(latencies, 0.99)));
        } catch (Exception e) {
            measured.completeExceptionally(e);
        }
    }

    private static double percentile(double[] ascending, double share) {
        return ascending[(int) Math.min(ascending.length - 1L, (long) (share * ascending.length))];
    }
}
