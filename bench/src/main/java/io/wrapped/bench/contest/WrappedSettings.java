package io.wrapped.bench.contest;

import io.wrapped.operators.listener.ListenerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** How the product's job is set up in a benchmark: as it is shipped, but for its heap. */
final class WrappedSettings {
    /** More than is shipped: as the heap of contestants is. */
    private static final MemorySize REVIEW_MEMORY = MemorySize.ofMebiBytes(768);

    private WrappedSettings() {}

    /** The job's options. */
    static ListenerOptions options() {
        ListenerOptions shipped = ListenerOptions.of(new Configuration());
        return new ListenerOptions(
                shipped.reviewInterval(),
                shipped.sweepInterval(),
                shipped.triggerRate(),
                shipped.catalogueMemory(),
                shipped.bufferMemory(),
                REVIEW_MEMORY,
                true);
    }
}
