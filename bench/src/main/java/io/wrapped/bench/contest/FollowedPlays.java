package io.wrapped.bench.contest;

import io.wrapped.bench.workload.Workload;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;

/** Plays that were sent, and are looked for in the users' reviews until they are there. */
final class FollowedPlays implements AutoCloseable {
    private static final Pattern STREAMS = Pattern.compile("\"totals\":\\{\"streams\":(\\d+)");
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration MOST = Duration.ofMinutes(5);

    private record Followed(String userId, int streams, long appendedAt) {}

    private final int perSecond;
    private final ReviewReader reader;
    private final AtomicInteger toFind = new AtomicInteger();
    private final Queue<Followed> added = new ConcurrentLinkedQueue<>();
    private final List<Double> latencies = new ArrayList<>();
    private final Thread thread = new Thread(this::look, "reader");
    private volatile boolean complete;
    private volatile String failure = "";

    /**
     * @param perSecond so many plays of a second are worth following
     */
    FollowedPlays(Configuration options, int perSecond) {
        this.perSecond = perSecond;
        reader = new ReviewReader(options);
        thread.setDaemon(true);
        thread.start();
    }

    int perSecond() {
        return perSecond;
    }

    /**
     * A play to look for.
     *
     * @param streams how many the user's review has once it has this one
     * @param appendedAt when Kafka had it, epoch milliseconds
     */
    void follow(String userId, int streams, long appendedAt) {
        toFind.incrementAndGet();
        added.add(new Followed(userId, streams, appendedAt));
    }

    /** Waits until all of them were found; returns milliseconds of each. */
    double[] awaitAll() throws InterruptedException {
        complete = true;
        thread.join();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        if (latencies.size() != toFind.get()) {
            throw new IllegalStateException(
                    latencies.size() + " of " + toFind + " followed plays were found");
        }
        return latencies.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void look() {
        List<Followed> open = new ArrayList<>();
        try {
            while (true) {
                // Asked first: what was added before it is seen below.
                boolean last = complete;
                for (Followed next = added.poll(); next != null; next = added.poll()) {
                    open.add(next);
                }
                if (last && open.isEmpty()) {
                    return;
                }
                lookOnce(open);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (Throwable e) {
            failure = "the reader failed: " + e;
        }
    }

    private void lookOnce(List<Followed> open) throws InterruptedException, ExecutionException {
        for (Iterator<Followed> each = open.iterator(); each.hasNext(); ) {
            Followed play = each.next();
            Optional<String> review = reader.review(play.userId(), Workload.YEAR, Slot.LIVE).get();
            double waited = System.currentTimeMillis() - (double) play.appendedAt();
            if (review.isPresent() && streams(review.get()) >= play.streams()) {
                latencies.add(waited);
                each.remove();
            } else if (waited > MOST.toMillis()) {
                throw new IllegalStateException(
                        "the review of "
                                + play.userId()
                                + " does not have "
                                + play.streams()
                                + " streams after "
                                + MOST);
            }
        }
    }

    private static int streams(String review) {
        Matcher totals = STREAMS.matcher(review);
        return totals.find() ? Integer.parseInt(totals.group(1)) : 0;
    }

    @Override
    public void close() throws IOException {
        complete = true;
        reader.close();
    }
}
