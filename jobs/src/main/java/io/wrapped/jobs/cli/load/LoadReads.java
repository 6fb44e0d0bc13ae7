package io.wrapped.jobs.cli.load;

import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads reviews as a service does: many at a time, none of which waits for another. */
final class LoadReads {
    /** What is not answered by then holds back the others, as it would in a service. */
    private static final int MOST_AT_A_TIME = 256;

    /** What is not answered by then has failed, whatever the client still does about it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ReviewReader reader;
    private final int year;
    private final Function<SplittableRandom, @Nullable String> anyone;
    private final LoadFigures figures;
    private final SplittableRandom random = new SplittableRandom();
    private final Semaphore room = new Semaphore(MOST_AT_A_TIME);
    private volatile @Nullable Throwable failure;

    /**
     * @param anyone draws whose review is read; null where there is nobody yet
     */
    LoadReads(
            ReviewReader reader,
            int year,
            Function<SplittableRandom, @Nullable String> anyone,
            LoadFigures figures) {
        this.reader = reader;
        this.year = year;
        this.anyone = anyone;
        this.figures = figures;
    }

    /** Reads a review. */
    boolean read(long since) throws InterruptedException {
        String user = anyone.apply(random);
        if (user != null) {
            room.acquire();
            reader.review(user, year, Slot.LIVE)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .whenComplete((review, problem) -> ended(since, review, problem));
        }
        return true;
    }

    private void ended(long since, @Nullable Optional<String> review, @Nullable Throwable problem) {
        try {
            LoadFigures.Window window = figures.at(since);
            if (review == null) {
                failure =
                        problem instanceof TimeoutException
                                ? new TimeoutException(
                                        "HBase gave no answer in " + PATIENCE.toSeconds() + " s")
                                : problem;
                window.failedReads.increment();
            } else {
                LoadFigures.add(window.reads, (System.nanoTime() - since) / 1_000);
                if (review.isEmpty()) {
                    window.emptyReads.increment();
                }
            }
        } finally {
            // Whoever waits for the last one must not wait for ever.
            room.release();
        }
    }

    /** Waits for those under way. */
    void await() throws InterruptedException {
        room.acquire(MOST_AT_A_TIME);
    }

    /** Why the last one that failed did; null where none did. */
    @Nullable Throwable failure() {
        return failure;
    }
}
