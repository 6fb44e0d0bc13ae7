package io.wrapped.bench;

import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Folding plays into what is kept of a listener, and reading a year of it back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {
    /** Streams a day, on average. */
    @Param({"5", "50"})
    public int streamsADay;

    // JMH calls setUp before all else.
    @SuppressWarnings("NullAway.Init")
    private SyntheticListener listener;

    @SuppressWarnings("NullAway.Init")
    private byte[] encoded;

    @SuppressWarnings("NullAway.Init")
    private List<PlayEvent> session;

    /** Makes the year and its encoded form. */
    @Setup
    public void setUp() {
        listener = SyntheticListener.of(streamsADay);
        encoded = ListenerCodec.encode(listener.listener());
        session = listener.session();
    }

    /** Folds a session of plays into a listener of a year, from bytes to bytes. */
    @Benchmark
    public byte[] foldSession() {
        Listener opened = ListenerCodec.decode("listener", encoded);
        ListenerFold fold = new ListenerFold(opened, listener.store(), (hash, uri) -> true);
        session.forEach(fold::fold);
        fold.flush();
        return ListenerCodec.encode(opened);
    }

    /** Reads the rollups of the year. */
    @Benchmark
    public DayRollups readYear() {
        return listener.fold().year(SyntheticListener.YEAR);
    }
}
