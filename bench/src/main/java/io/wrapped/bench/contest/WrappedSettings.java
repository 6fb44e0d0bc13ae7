package io.wrapped.bench.contest;

import io.wrapped.operators.listener.ListenerOptions;
import org.apache.flink.configuration.Configuration;

/** How the product's job is set up in a benchmark: as it is shipped. */
final class WrappedSettings {
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
                shipped.reviewMemory(),
                true);
    }
}
