package io.wrapped.bench.contest;

import io.wrapped.bench.measure.EndSink;
import io.wrapped.bench.measure.Figure;
import io.wrapped.bench.measure.Figures;
import io.wrapped.bench.measure.MeasuredJob;
import io.wrapped.bench.naive.SimpleDecode;
import io.wrapped.bench.naive.SimplePlay;
import io.wrapped.bench.source.RecordFileSource;
import io.wrapped.bench.workload.Workload;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** What Flink costs before anything is done: decodes the plays, sends them to their user's task. */
final class KeyAndDrop implements Contestant {
    private static final LongAdder ARRIVED = new LongAdder();

    @Override
    public Figures run(Workload workload, Path folder) throws Exception {
        ARRIVED.reset();
        Figures figures =
                new MeasuredJob(folder, new Configuration())
                        .run(
                                environment ->
                                        EndSink.add(
                                                SimpleDecode.add(
                                                                RecordFileSource.plays(
                                                                        environment, workload))
                                                        .keyBy(SimplePlay::userId)
                                                        .process(new Drop())
                                                        .uid("drop")
                                                        .name("Drop"),
                                                "nothing",
                                                nothing -> {}));
        return figures.put(Figure.PLAYS, ARRIVED.sum());
    }

    private static final class Drop extends KeyedProcessFunction<String, SimplePlay, SimplePlay> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(SimplePlay play, Context context, Collector<SimplePlay> out) {
            ARRIVED.increment();
        }
    }
}
