package io.wrapped.bench.measure;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Takes in what a job puts out, stores nothing, and notes the end. */
public final class EndSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final Use<T> use;

    /** What is done with each element; runs in the job's process. */
    public interface Use<T> extends Consumer<T>, Serializable {}

    private EndSink(Use<T> use) {
        this.use = use;
    }

    /** Ends a stream. */
    public static <T> void add(DataStream<T> stream, String uid, Use<T> use) {
        stream.sinkTo(new EndSink<>(use)).uid(uid).name("End: " + uid);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        EndOfWork.expect();
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context written) {
                use.accept(element);
            }

            @Override
            public void flush(boolean endOfInput) {
                if (endOfInput) {
                    EndOfWork.reached();
                }
            }

            @Override
            public void close() {}
        };
    }
}
