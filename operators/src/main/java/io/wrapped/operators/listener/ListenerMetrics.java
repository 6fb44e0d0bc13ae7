package io.wrapped.operators.listener;

import io.wrapped.state.contract.Outcome.Result;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Names of what the wrapped job counts about listeners. */
public final class ListenerMetrics {
    /** Plays folded into rollups. */
    public static final String STREAMS = "streams";

    /** Copies of plays that were counted before. */
    public static final String DUPLICATES = "duplicates";

    /** Plays of erased listeners, dropped. */
    public static final String ERASED_PLAYS = "erasedPlays";

    /** Live reviews computed. */
    public static final String REVIEWS_COMPUTED = "reviewsComputed";

    /** Of those computed, the ones that began with what was kept in memory of the listener. */
    public static final String REVIEWS_CONTINUED = "reviewsContinued";

    /** Listeners who stay in memory between their reviews; a gauge. */
    public static final String LISTENERS_KEPT = "listenersKept";

    /** Bytes that they take, roughly; a gauge. */
    public static final String LISTENERS_KEPT_BYTES = "listenersKeptBytes";

    /** Live reviews that had changed and were sent to the store. */
    public static final String REVIEWS_WRITTEN = "reviewsWritten";

    /**
     * Milliseconds since the first play or change that no review has, of the listener who has
     * waited longest; 0 where nobody waits; a gauge. In the usual course at most the review
     * interval. Those who waited before a start are not counted until something more comes.
     */
    public static final String OLDEST_WAITING_MILLIS = "oldestWaitingMillis";

    /** Listeners told by PREVIEW and FINAL triggers. */
    public static final String LISTENERS_TOLD = "listenersTold";

    /** Triggers that are not through all listeners of the task; a gauge. */
    public static final String TRIGGERS_WAITING = "triggersWaiting";

    /**
     * How far the first of them has come through the task's listeners, from 0 to 1; 1 when there is
     * none; a gauge. A restart begins at 0 and soon passes those who were told. Stays at 0 where
     * users are named.
     */
    public static final String TRIGGER_PROGRESS = "triggerProgress";

    /** Stories asked for. */
    public static final String STORIES_REQUESTED = "storiesRequested";

    /** Listeners erased. */
    public static final String ERASURES = "erasures";

    /** Listeners built anew from kept plays, and put in place. */
    public static final String REPLAYS = "replays";

    /** Replays that were refused at their end. */
    public static final String REPLAYS_REFUSED = "replaysRefused";

    /** Listeners who are being built anew; a gauge. */
    public static final String REPLAYS_UNDER_WAY = "replaysUnderWay";

    private final MetricGroup group;
    final Counter streams;
    final Counter duplicates;
    final Counter erasedPlays;
    final Counter reviewsComputed;
    final Counter reviewsContinued;
    final Counter reviewsWritten;
    final Counter listenersTold;
    final Counter storiesRequested;
    final Counter erasures;
    final Counter replays;
    final Counter replaysRefused;

    ListenerMetrics(MetricGroup group) {
        this.group = group;
        streams = group.counter(STREAMS);
        duplicates = group.counter(DUPLICATES);
        erasedPlays = group.counter(ERASED_PLAYS);
        reviewsComputed = group.counter(REVIEWS_COMPUTED);
        reviewsContinued = group.counter(REVIEWS_CONTINUED);
        reviewsWritten = group.counter(REVIEWS_WRITTEN);
        listenersTold = group.counter(LISTENERS_TOLD);
        storiesRequested = group.counter(STORIES_REQUESTED);
        erasures = group.counter(ERASURES);
        replays = group.counter(REPLAYS);
        replaysRefused = group.counter(REPLAYS_REFUSED);
    }

    /** Shows who stays in memory. */
    void show(KeptListeners kept) {
        group.<Integer, Gauge<Integer>>gauge(LISTENERS_KEPT, kept::size);
        group.<Long, Gauge<Long>>gauge(LISTENERS_KEPT_BYTES, kept::bytes);
    }

    /** Shows for how long reviews have been outstanding. */
    void show(ReviewTurns turns) {
        group.<Long, Gauge<Long>>gauge(OLDEST_WAITING_MILLIS, turns::oldestWaitingMillis);
    }

    /** Shows how far triggers have come. */
    void show(Triggers triggers) {
        group.<Integer, Gauge<Integer>>gauge(TRIGGERS_WAITING, triggers::waiting);
        group.<Double, Gauge<Double>>gauge(TRIGGER_PROGRESS, triggers::progress);
    }

    /** Shows who is being built anew. */
    void show(ReplaysUnderWay replaysUnderWay) {
        group.<Integer, Gauge<Integer>>gauge(REPLAYS_UNDER_WAY, replaysUnderWay::size);
    }

    /** A play was folded. */
    void count(Result result) {
        switch (result) {
            case STREAM -> streams.inc();
            case DUPLICATE -> duplicates.inc();
            case ERASED -> erasedPlays.inc();
            default -> throw new IllegalStateException("a fold never gives " + result);
        }
    }

    /** An update goes to the store. */
    void count(ListenerUpdate update) {
        if (update.slot().equals(ListenerUpdate.LIVE)) {
            reviewsWritten.inc();
        }
    }
}
