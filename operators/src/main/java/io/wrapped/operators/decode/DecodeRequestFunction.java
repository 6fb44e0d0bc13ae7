package io.wrapped.operators.decode;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.ReportRequest;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Decodes requests for stories. */
public final class DecodeRequestFunction extends ProcessFunction<RawRecord, ReportRequest> {
    private static final long serialVersionUID = 1L;

    private transient DecodeMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<ReportRequest> out) {
        metrics.records.inc();
        byte[] value = record.value();
        try {
            if (value == null) {
                // A tombstone takes a request back.
                return;
            }
            out.collect(ProtoRecords.reportRequest(value));
        } catch (RefusedException refusal) {
            metrics.refused(refusal.reason());
            Refusals.refuse(record, refusal, context);
        }
    }
}
