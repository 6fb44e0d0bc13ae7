package io.wrapped.operators.story;

import io.wrapped.operators.story.StoryOutcome.Cause;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.metric.MetricArea;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The report job's metrics; counted on many threads. */
public final class StoryMetrics {
    private static final int SECONDS_OF_RATE = 60;
    private static final int CALLS_OF_LATENCY = 1000;
    private static final double TOKENS_OF_PRICE = 1e6;

    final Counter asked;
    final Counter askedMillis;
    final Counter retries;
    final Counter objections;
    final Counter storeRetries;
    final Counter promptTokens;
    final Counter completionTokens;
    private final MetricGroup group;
    private final Histogram storeLatency;
    private final Meter ended;
    private final Counter written;
    private final Counter skipped;
    private final Counter erased;
    private final Map<Cause, Counter> failed = new EnumMap<>(Cause.class);

    /**
     * @param parent the operator's group
     */
    public StoryMetrics(MetricGroup parent) {
        MetricGroup store = parent.addGroup(MetricArea.STORE.group());
        storeLatency =
                store.histogram(
                        JobMetric.STORE_LATENCY_MILLIS.id(),
                        new DescriptiveStatisticsHistogram(CALLS_OF_LATENCY));
        storeRetries = counter(store, JobMetric.STORE_RETRIES);
        group = parent.addGroup(MetricArea.STORIES.group());
        ended =
                group.meter(
                        JobMetric.STORIES_ENDED_PER_SECOND.id(),
                        new MeterView(new ThreadSafeSimpleCounter(), SECONDS_OF_RATE));
        asked = counter(group, JobMetric.MODEL_ASKED);
        askedMillis = counter(group, JobMetric.MODEL_ASKED_MILLIS);
        retries = counter(group, JobMetric.MODEL_RETRIES);
        objections = counter(group, JobMetric.MODEL_OBJECTIONS);
        promptTokens = counter(group, JobMetric.PROMPT_TOKENS);
        completionTokens = counter(group, JobMetric.COMPLETION_TOKENS);
        written = counter(group, JobMetric.STORIES_WRITTEN);
        skipped = counter(group, JobMetric.STORIES_SKIPPED);
        erased = counter(group, JobMetric.STORIES_ERASED);
        JobMetric failure = JobMetric.STORIES_FAILED;
        for (Cause cause : Cause.values()) {
            failed.put(cause, counter(group.addGroup(failure.label(), cause.name()), failure));
        }
    }

    private static Counter counter(MetricGroup group, JobMetric metric) {
        return group.counter(metric.id(), new ThreadSafeSimpleCounter());
    }

    /** Shows how far a subtask has come. */
    void show(LongSupplier waiting) {
        group.<Long, Gauge<Long>>gauge(JobMetric.STORIES_WAITING.id(), waiting::getAsLong);
        group.<Long, Gauge<Long>>gauge(
                JobMetric.STORIES_SECONDS_TO_END.id(),
                () -> secondsToEnd(waiting.getAsLong(), ended.getRate()));
    }

    /**
     * Shows what tokens came to.
     *
     * @param promptPrice of a million tokens
     * @param completionPrice likewise
     */
    void showCost(double promptPrice, double completionPrice) {
        group.<Double, Gauge<Double>>gauge(
                JobMetric.COST.id(),
                () ->
                        (promptTokens.getCount() * promptPrice
                                        + completionTokens.getCount() * completionPrice)
                                / TOKENS_OF_PRICE);
    }

    /** Seconds until nothing waits any more at that rate; -1 where that is not known. */
    public static long secondsToEnd(long waiting, double perSecond) {
        if (waiting == 0) {
            return 0;
        }
        return perSecond > 0 ? (long) Math.ceil(waiting / perSecond) : -1;
    }

    /** The store has answered, or failed. */
    void storeAnswered(long startedNanos) {
        storeLatency.update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
    }

    void count(StoryOutcome outcome) {
        ended.markEvent();
        switch (outcome.result()) {
            case COMPLETE -> written.inc();
            case SKIPPED -> skipped.inc();
            case ERASED -> erased.inc();
            case FAILED -> {
                Counter ofCause = failed.get(outcome.cause());
                if (ofCause != null) {
                    ofCause.inc();
                }
            }
        }
    }
}
