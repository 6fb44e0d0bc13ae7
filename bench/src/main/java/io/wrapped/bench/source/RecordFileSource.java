package io.wrapped.bench.source;

import io.wrapped.bench.workload.Workload;
import io.wrapped.operators.source.RawRecord;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Ready-made Kafka records out of files, one reader a file, with watermarks of the brokers' time
 * stamps. Bounded: the job ends after the last record.
 */
public final class RecordFileSource
        implements Source<RawRecord, FileSplit, BitSet>, ResultTypeQueryable<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final List<String> files;
    private final boolean plays;

    private RecordFileSource(String topic, List<String> files, boolean plays) {
        this.topic = topic;
        this.files = files;
        this.plays = plays;
    }

    /** Adds the source of a workload's plays; they wait until all other topics have been read. */
    public static DataStream<RawRecord> plays(
            StreamExecutionEnvironment environment, Workload workload) {
        return add(environment, "plays", List.of(workload.plays(0), workload.plays(1)), true);
    }

    /**
     * Adds the source of another topic.
     *
     * @param files at most one; none gives an empty topic
     */
    public static DataStream<RawRecord> other(
            StreamExecutionEnvironment environment, String topic, List<Path> files) {
        StartGate.expect();
        return add(environment, topic, files, false);
    }

    private static DataStream<RawRecord> add(
            StreamExecutionEnvironment environment, String topic, List<Path> files, boolean plays) {
        return environment
                .fromSource(
                        new RecordFileSource(
                                topic, files.stream().map(Path::toString).toList(), plays),
                        WatermarkStrategy.noWatermarks(),
                        "Files: " + topic)
                .setParallelism(Math.max(1, files.size()))
                .uid(topic + "-from-files");
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RawRecord, FileSplit> createReader(SourceReaderContext context) {
        return new RecordFileReader(topic, plays);
    }

    @Override
    public SplitEnumerator<FileSplit, BitSet> createEnumerator(
            SplitEnumeratorContext<FileSplit> context) {
        return new FileAssignment(context, files, new BitSet());
    }

    @Override
    public SplitEnumerator<FileSplit, BitSet> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, BitSet checkpoint) {
        return new FileAssignment(context, files, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return new FileSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<BitSet> getEnumeratorCheckpointSerializer() {
        return new FileAssignment.Serializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }
}
