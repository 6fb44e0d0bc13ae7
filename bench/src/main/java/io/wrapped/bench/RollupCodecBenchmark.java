package io.wrapped.bench;

import io.wrapped.state.rollup.Codec;
import io.wrapped.state.rollup.Codecs;
import io.wrapped.state.rollup.DayRollup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
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
import org.openjdk.jmh.infra.Blackhole;

/** Writing and reading all day rollups of a listener's year, as a fold and a review do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RollupCodecBenchmark {
    private static final Codec<DayRollup> CODEC = Codecs.DAY_ROLLUP;

    /** Streams a day, on average. */
    @Param({"5", "50"})
    public int streamsADay;

    // JMH calls setUp before all else.
    @SuppressWarnings("NullAway.Init")
    private List<DayRollup> days;

    @SuppressWarnings("NullAway.Init")
    private List<byte[]> encoded;

    /** Makes the year and its encoded form. */
    @Setup
    public void setUp() throws IOException {
        days = List.copyOf(SyntheticListener.of(streamsADay).listening().days().values());
        encoded = new ArrayList<>();
        for (DayRollup day : days) {
            encoded.add(write(day));
        }
    }

    /** Encodes the 365 days. */
    @Benchmark
    public void writeYear(Blackhole blackhole) throws IOException {
        for (DayRollup day : days) {
            blackhole.consume(write(day));
        }
    }

    /** Decodes the 365 days. */
    @Benchmark
    public void readYear(Blackhole blackhole) throws IOException {
        for (byte[] day : encoded) {
            DataInputStream input = new DataInputStream(new ByteArrayInputStream(day));
            blackhole.consume(CODEC.read(input, CODEC.version()));
        }
    }

    private static byte[] write(DayRollup day) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CODEC.write(day, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
