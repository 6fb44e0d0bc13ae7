package io.wrapped.operators.story;

import io.wrapped.operators.story.StoryOutcome.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** The report job's metrics; counted on many threads. */
public final class StoryMetrics {
    public static final String GROUP = "story";

    /** Calls of the model. */
    public static final String ASKED = "asked";

    /** Milliseconds that the model took, over all calls; divided by {@link #ASKED} the mean. */
    public static final String ASKED_MILLIS = "askedMillis";

    /** Calls repeated because of a failure that passes. */
    public static final String RETRIES = "retries";

    /** Answers asked for once more because they could not be used. */
    public static final String OBJECTIONS = "objections";

    public static final String WRITTEN = "written";
    public static final String SKIPPED = "skipped";
    public static final String FAILED = "failed";

    /** Requests, and answers that were under way, of users who were erased meanwhile. */
    public static final String ERASED = "erased";

    /**
     * Requests that wait for their end: read and not answered, or not read yet; a gauge. The unread
     * ones are at most so many: compaction leaves gaps that Kafka does not tell from records.
     */
    public static final String WAITING = "waiting";

    /** Requests that ended in a second, whatever became of them, over the last minute. */
    public static final String ENDED_PER_SECOND = "endedPerSecond";

    /**
     * Seconds until nothing of the subtask waits, at the rate of the last minute; -1 where none
     * ended in it; a gauge.
     */
    public static final String SECONDS_TO_END = "secondsToEnd";

    /** Failures of the store that were waited out. */
    public static final String STORE_RETRIES = "storeRetries";

    public static final String PROMPT_TOKENS = "promptTokens";
    public static final String COMPLETION_TOKENS = "completionTokens";

    /** Name of the sub-group that parts {@link #FAILED} by {@link Cause}. */
    public static final String CAUSE = "cause";

    private static final int SECONDS_OF_RATE = 60;

    final Counter asked;
    final Counter askedMillis;
    final Counter retries;
    final Counter objections;
    final Counter storeRetries;
    final Counter promptTokens;
    final Counter completionTokens;
    private final MetricGroup group;
    private final Meter ended;
    private final Counter written;
    private final Counter skipped;
    private final Counter erased;
    private final Map<Cause, Counter> failed = new EnumMap<>(Cause.class);

    /**
     * @param parent the operator's group
     */
    public StoryMetrics(MetricGroup parent) {
        group = parent.addGroup(GROUP);
        ended =
                group.meter(
                        ENDED_PER_SECOND,
                        new MeterView(new ThreadSafeSimpleCounter(), SECONDS_OF_RATE));
        asked = counter(group, ASKED);
        askedMillis = counter(group, ASKED_MILLIS);
        retries = counter(group, RETRIES);
        objections = counter(group, OBJECTIONS);
        storeRetries = counter(group, STORE_RETRIES);
        promptTokens = counter(group, PROMPT_TOKENS);
        completionTokens = counter(group, COMPLETION_TOKENS);
        written = counter(group, WRITTEN);
        skipped = counter(group, SKIPPED);
        erased = counter(group, ERASED);
        for (Cause cause : Cause.values()) {
            failed.put(cause, counter(group.addGroup(CAUSE, cause.name()), FAILED));
        }
    }

    private static Counter counter(MetricGroup group, String name) {
        return group.counter(name, new ThreadSafeSimpleCounter());
    }

    /** Shows how far a subtask has come. */
    void show(LongSupplier waiting) {
        group.<Long, Gauge<Long>>gauge(WAITING, waiting::getAsLong);
        group.<Long, Gauge<Long>>gauge(
                SECONDS_TO_END, () -> secondsToEnd(waiting.getAsLong(), ended.getRate()));
    }

    /** Seconds until nothing waits any more at that rate; -1 where that is not known. */
    public static long secondsToEnd(long waiting, double perSecond) {
        if (waiting == 0) {
            return 0;
        }
        return perSecond > 0 ? (long) Math.ceil(waiting / perSecond) : -1;
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
