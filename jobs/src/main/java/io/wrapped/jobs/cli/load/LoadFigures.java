package io.wrapped.jobs.cli.load;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a load measures, by windows of time: each thing belongs to the window in which it was begun,
 * or should have been. Safe for use by many threads.
 */
final class LoadFigures {
    /** An hour; what takes longer counts as an hour. */
    private static final long MOST_MICROS = 3_600_000_000L;

    private static final int DIGITS = 3;

    private final long startNanos;
    private final long windowNanos;
    private final List<Window> windows;

    /** What was begun within one window. */
    static final class Window {
        final LongAdder plays = new LongAdder();
        final LongAdder emptyReads = new LongAdder();
        final LongAdder failedReads = new LongAdder();
        final Histogram writes = new ConcurrentHistogram(DIGITS);
        final Histogram reads = new ConcurrentHistogram(DIGITS);

        /** Adds what another one has. */
        Window plus(Window other) {
            Window sum = new Window();
            for (Window each : List.of(this, other)) {
                sum.plays.add(each.plays.sum());
                sum.emptyReads.add(each.emptyReads.sum());
                sum.failedReads.add(each.failedReads.sum());
                sum.writes.add(each.writes);
                sum.reads.add(each.reads);
            }
            return sum;
        }
    }

    LoadFigures(long startNanos, LoadPlan plan) {
        this.startNanos = startNanos;
        windowNanos = plan.window().toNanos();
        windows = Stream.generate(Window::new).limit(plan.windows()).toList();
    }

    /** The window of a moment; what is a moment late belongs to the last one. */
    Window at(long nanos) {
        long index = Math.max(0, nanos - startNanos) / windowNanos;
        return windows.get((int) Math.min(index, windows.size() - 1L));
    }

    /** All of them. */
    List<Window> windows() {
        return windows;
    }

    /** A latency that a histogram takes. */
    static void add(Histogram histogram, long micros) {
        histogram.recordValue(Math.max(0, Math.min(micros, MOST_MICROS)));
    }
}
