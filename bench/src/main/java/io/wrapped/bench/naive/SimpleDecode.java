package io.wrapped.bench.naive;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Decodes plays; a workload has no record that would be refused. */
public final class SimpleDecode implements MapFunction<RawRecord, SimplePlay> {
    private static final long serialVersionUID = 1L;

    /** Adds the step. */
    public static SingleOutputStreamOperator<SimplePlay> add(DataStream<RawRecord> records) {
        return records.map(new SimpleDecode()).uid("decode").name("Decode plays");
    }

    @Override
    public SimplePlay map(RawRecord record) throws RefusedException {
        return SimplePlay.of(
                ProtoRecords.play(Objects.requireNonNull(record.value()), record.clock()));
    }
}
