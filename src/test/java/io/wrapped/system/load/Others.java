package io.wrapped.system.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Store;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of whom nothing is changed but that they go on listening, one play after the other, and
 * whose reviews are looked for all the time.
 */
final class Others implements AutoCloseable {
    private static final int LISTENERS = 40;
    private static final long PACE_MS = 50;
    private static final long PATIENCE_MS = 240_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Audience audience;
    private final Store store;
    private final Thread thread = new Thread(this::run, "others");
    private final int[] plays = new int[LISTENERS];

    /** A play that no review has yet. */
    private record Open(int listener, int streams, long sentAt) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Long> lags = new ArrayList<>();
    private volatile boolean ended;
    private @Nullable Throwable failure;

    Others(Audience audience, Store store) {
        this.audience = audience;
        this.store = store;
        thread.start();
    }

    private void run() {
        int next = 0;
        try {
            while (!ended || !open.isEmpty()) {
                long begun = System.nanoTime();
                if (!ended) {
                    int listener = next++ % LISTENERS;
                    int number = plays[listener]++;
                    audience.play(name(listener), number, listener + number, 0);
                    synchronized (this) {
                        open.add(new Open(listener, number + 1, System.nanoTime()));
                    }
                }
                lookForReviews();
                long left = PACE_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                TimeUnit.MILLISECONDS.sleep(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            synchronized (this) {
                failure = e;
            }
        }
    }

    private synchronized void lookForReviews() {
        int[] shown = new int[LISTENERS];
        Arrays.fill(shown, -1);
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open play = each.next();
            if (shown[play.listener()] < 0) {
                String user = name(play.listener());
                shown[play.listener()] = streams(store.document(user, Audience.YEAR, Slot.LIVE));
            }
            if (shown[play.listener()] >= play.streams()) {
                lags.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - play.sentAt()));
                each.remove();
            }
        }
    }

    /** The streams of a document, 0 where there is none. */
    static int streams(String document) {
        try {
            return document.isEmpty() ? 0 : JSON.readTree(document).at("/totals/streams").asInt();
        } catch (IOException e) {
            throw new AssertionError(document, e);
        }
    }

    private static String name(int listener) {
        return "other-" + listener;
    }

    /** So many of the plays are in reviews by now. */
    synchronized int reviewed() {
        return lags.size();
    }

    /** How long plays took until they were in a review, since the last time, milliseconds. */
    synchronized List<Long> takeLags() {
        if (failure != null) {
            throw new AssertionError("others listen no more", failure);
        }
        List<Long> taken = new ArrayList<>(lags);
        // Those that are still open have taken as long at least.
        open.forEach(
                play ->
                        taken.add(
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - play.sentAt())));
        lags.clear();
        Collections.sort(taken);
        return taken;
    }

    /** Sends no more, and waits until all that was sent is in reviews. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join(PATIENCE_MS);
        thread.interrupt();
        synchronized (this) {
            if (!open.isEmpty()) {
                throw new AssertionError("in no review: " + open);
            }
        }
    }
}
