package io.wrapped.jobs.listening;

import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays that were sent, and are looked for in the users' reviews until they are there. */
public final class FollowedPlays implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Pattern STREAMS = Pattern.compile("\"totals\":\\{\"streams\":(\\d+)");

    private record Followed(String userId, int streams, long since) {}

    private final ReviewReader reader;
    private final int year;
    private final Look look;
    private final LongConsumer found;
    private final Queue<Followed> added = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::look, "followed-plays");
    private volatile boolean complete;
    private int missed;
    private String failure = "";

    /**
     * How plays are looked for.
     *
     * @param pause between two looks at all of them
     * @param patience how long after it was sent a play is given up
     */
    public record Look(Duration pause, Duration patience) {}

    /**
     * @param year that all of the plays are in
     * @param found is told how long each took, in milliseconds, when it is seen
     */
    public FollowedPlays(ReviewReader reader, int year, Look look, LongConsumer found) {
        this.reader = reader;
        this.year = year;
        this.look = look;
        this.found = found;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A play to look for.
     *
     * @param streams how many the user's review has once it has this one
     * @param since when it was sent, epoch milliseconds
     */
    public void follow(String userId, int streams, long since) {
        added.add(new Followed(userId, streams, since));
    }

    /**
     * Waits until each of them was found or given up.
     *
     * @return how many were given up
     * @throws IllegalStateException when reviews cannot be read
     */
    public int awaitAll() throws InterruptedException {
        complete = true;
        thread.join();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        return missed;
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
                Thread.sleep(look.pause().toMillis());
            }
        } catch (InterruptedException e) {
            failure = "interrupted";
        } catch (TimeoutException e) {
            failure =
                    "reviews of followed plays cannot be read: HBase gave no answer in "
                            + ANSWER.toSeconds()
                            + " s";
        } catch (Throwable e) {
            failure = "reviews of followed plays cannot be read: " + e;
        }
    }

    private void lookOnce(List<Followed> open)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Iterator<Followed> each = open.iterator(); each.hasNext(); ) {
            Followed play = each.next();
            Optional<String> review =
                    reader.review(play.userId(), year, Slot.LIVE)
                            .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
            long waited = System.currentTimeMillis() - play.since();
            if (review.isPresent() && streams(review.get()) >= play.streams()) {
                found.accept(waited);
                each.remove();
            } else if (waited > look.patience().toMillis()) {
                missed++;
                each.remove();
            }
        }
    }

    private static int streams(String review) {
        Matcher totals = STREAMS.matcher(review);
        return totals.find() ? Integer.parseInt(totals.group(1)) : 0;
    }

    /** Looks no further. */
    @Override
    public void close() {
        complete = true;
        thread.interrupt();
    }
}
