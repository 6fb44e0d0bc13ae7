package io.wrapped.operators.listener;

import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.metric.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the wrapped job counts about listeners. */
final class ListenerMetrics {
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
        streams = group.counter(JobMetric.STREAMS.id());
        duplicates = group.counter(JobMetric.DUPLICATES.id());
        erasedPlays = group.counter(JobMetric.ERASED_PLAYS.id());
        reviewsComputed = group.counter(JobMetric.REVIEWS_COMPUTED.id());
        reviewsContinued = group.counter(JobMetric.REVIEWS_CONTINUED.id());
        reviewsWritten = group.counter(JobMetric.REVIEWS_WRITTEN.id());
        listenersTold = group.counter(JobMetric.LISTENERS_TOLD.id());
        storiesRequested = group.counter(JobMetric.STORIES_REQUESTED.id());
        erasures = group.counter(JobMetric.ERASURES.id());
        replays = group.counter(JobMetric.REPLAYS.id());
        replaysRefused = group.counter(JobMetric.REPLAYS_REFUSED.id());
    }

    /** Shows who stays in memory. */
    void show(KeptListeners kept) {
        group.<Integer, Gauge<Integer>>gauge(JobMetric.LISTENERS_KEPT.id(), kept::size);
        group.<Long, Gauge<Long>>gauge(JobMetric.LISTENERS_KEPT_BYTES.id(), kept::bytes);
    }

    /** Shows for how long reviews have been outstanding. */
    void show(ReviewTurns turns) {
        group.<Long, Gauge<Long>>gauge(
                JobMetric.OLDEST_WAITING_MILLIS.id(), turns::oldestWaitingMillis);
    }

    /** Shows how far triggers have come. */
    void show(Triggers triggers) {
        group.<Integer, Gauge<Integer>>gauge(JobMetric.TRIGGERS_WAITING.id(), triggers::waiting);
        group.<Double, Gauge<Double>>gauge(JobMetric.TRIGGER_PROGRESS.id(), triggers::progress);
    }

    /** Shows who is being built anew. */
    void show(ReplaysUnderWay replaysUnderWay) {
        group.<Integer, Gauge<Integer>>gauge(
                JobMetric.REPLAYS_UNDER_WAY.id(), replaysUnderWay::size);
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
