package io.wrapped.bench.naive;

import io.wrapped.bench.measure.Checksum;
import io.wrapped.bench.source.RecordFileSource;
import io.wrapped.bench.workload.Workload;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job: plays from the files in, reviews out. */
public final class FirstThought {
    /** Of what the dates hold at the year's end, in this process. */
    public static final Checksum DATES = new Checksum();

    private FirstThought() {}

    /**
     * Adds the job to an environment.
     *
     * @param nightly whether a listener who streamed is reviewed at the end of the day too
     */
    public static DataStream<SimpleReview> add(
            StreamExecutionEnvironment environment, Workload workload, boolean nightly) {
        return SimpleDecode.add(RecordFileSource.plays(environment, workload))
                .keyBy(SimplePlay::userId)
                .process(new FirstThoughtFunction(workload, nightly))
                .uid("first-thought")
                .name("First thought");
    }
}
