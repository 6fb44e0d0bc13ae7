package io.wrapped.bench.contest;

import io.wrapped.operators.listener.ListenerOptions;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** How the product's job is set up in a benchmark: as it is shipped, but for its heap. */
final class WrappedSettings {
    // More than is shipped: as the heap of contestants is.
    private static final MemorySize REVIEW_MEMORY = MemorySize.ofMebiBytes(1024);
    private static final MemorySize CATALOGUE_MEMORY = MemorySize.ofMebiBytes(256);

    private WrappedSettings() {}

    /** The interval between a listener's reviews as it is shipped. */
    static Duration reviewInterval() {
        return ListenerOptions.of(new Configuration()).reviewInterval();
    }

    /** The job's options. */
    static ListenerOptions options(boolean liveReviews, Duration reviewInterval) {
        return options(liveReviews, reviewInterval, REVIEW_MEMORY);
    }

    /** The job's options with live reviews, and no more memory for them than is shipped. */
    static ListenerOptions withShippedReviewMemory(Duration reviewInterval) {
        return options(
                true, reviewInterval, ListenerOptions.of(new Configuration()).reviewMemory());
    }

    private static ListenerOptions options(
            boolean liveReviews, Duration reviewInterval, MemorySize reviewMemory) {
        ListenerOptions shipped = ListenerOptions.of(new Configuration());
        return new ListenerOptions(
                liveReviews,
                reviewInterval,
                shipped.sweepInterval(),
                shipped.triggerRate(),
                CATALOGUE_MEMORY,
                shipped.bufferMemory(),
                reviewMemory,
                true);
    }
}
