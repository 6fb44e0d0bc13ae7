package io.wrapped.operators.story;

import io.wrapped.state.contract.ReportRequest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs each user's requests one after another, by version and date, and several users at the same
 * time. Nothing starts before {@link #release}: after a restore the async operator hands its
 * unanswered requests back in no particular order, and holding them until all are in puts them in
 * order again.
 */
final class UserLanes {
    private static final Comparator<Waiting> ORDER =
            Comparator.comparingLong((Waiting waiting) -> waiting.request.version())
                    .thenComparingInt(waiting -> waiting.request.epochDay())
                    .thenComparingLong(waiting -> waiting.sequence);

    private final int concurrency;
    private final Function<ReportRequest, CompletableFuture<StoryOutcome>> work;
    private final Map<String, PriorityQueue<Waiting>> lanes = new HashMap<>();
    private final Queue<String> ready = new ArrayDeque<>();
    private long sequence;
    private int running;
    private boolean released;
    private boolean closed;
    private boolean draining;

    /**
     * @param concurrency users whose requests run at the same time
     * @param work what to do with a request; its future never completes exceptionally
     */
    UserLanes(int concurrency, Function<ReportRequest, CompletableFuture<StoryOutcome>> work) {
        this.concurrency = concurrency;
        this.work = work;
    }

    private record Waiting(
            ReportRequest request, CompletableFuture<StoryOutcome> outcome, long sequence) {}

    /** Queues a request behind its user's others. */
    CompletableFuture<StoryOutcome> submit(ReportRequest request) {
        CompletableFuture<StoryOutcome> outcome = new CompletableFuture<>();
        synchronized (this) {
            PriorityQueue<Waiting> lane = lanes.get(request.userId());
            if (lane == null) {
                lane = new PriorityQueue<>(ORDER);
                lanes.put(request.userId(), lane);
                ready.add(request.userId());
            }
            lane.add(new Waiting(request, outcome, sequence++));
        }
        drain();
        return outcome;
    }

    /** Lets requests start. */
    void release() {
        synchronized (this) {
            released = true;
        }
        drain();
    }

    /** Starts nothing any more; what waits stays without an answer. */
    synchronized void close() {
        closed = true;
        lanes.clear();
        ready.clear();
    }

    /**
     * Starts what may start. Work that ends at once comes back here while this loop runs, which
     * then goes on with what it freed instead of starting it deeper down the stack.
     */
    private void drain() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        for (Waiting next = next(); next != null; next = next()) {
            Waiting started = next;
            work.apply(started.request)
                    .whenComplete((outcome, never) -> finished(started, outcome));
        }
    }

    private synchronized @Nullable Waiting next() {
        String user = released && !closed && running < concurrency ? ready.poll() : null;
        PriorityQueue<Waiting> lane = user == null ? null : lanes.get(user);
        Waiting next = lane == null ? null : lane.poll();
        if (next == null) {
            draining = false;
            return null;
        }
        running++;
        return next;
    }

    private void finished(Waiting done, StoryOutcome outcome) {
        synchronized (this) {
            running--;
            String user = done.request.userId();
            PriorityQueue<Waiting> lane = lanes.get(user);
            if (lane != null && lane.isEmpty()) {
                lanes.remove(user);
            } else if (lane != null) {
                ready.add(user);
            }
        }
        done.outcome.complete(outcome);
        drain();
    }
}
