package io.wrapped.operators.decode;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.UserPlay;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes plays and lets only those pass that can become streams. Runs in the source's task, so
 * that private plays never leave it.
 */
public final class DecodePlayFunction extends ProcessFunction<RawRecord, UserPlay> {
    private static final long serialVersionUID = 1L;

    private final int minimumStreamMs;

    private transient Counter records;
    private transient Counter deadLetters;
    private transient Counter shortPlays;
    private transient Counter privatePlays;

    /**
     * @param minimumStreamMs shorter plays are dropped, milliseconds
     */
    public DecodePlayFunction(int minimumStreamMs) {
        this.minimumStreamMs = minimumStreamMs;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        records = group.counter(DecodeMetrics.RECORDS);
        deadLetters = group.counter(DecodeMetrics.DEAD_LETTERS);
        shortPlays = group.counter(DecodeMetrics.SHORT_PLAYS);
        privatePlays = group.counter(DecodeMetrics.PRIVATE_PLAYS);
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<UserPlay> out) {
        records.inc();
        Play play;
        try {
            byte[] value = record.value();
            if (value == null) {
                throw new RefusedException("no value", false);
            }
            play = ProtoRecords.play(value, record.clock());
        } catch (RefusedException refusal) {
            deadLetters.inc();
            Refusals.refuse(record, refusal, context);
            return;
        }
        if (play.msPlayed() < minimumStreamMs) {
            shortPlays.inc();
            Refusals.tell(record, Result.TOO_SHORT, null, context);
        } else if (play.privateSession()) {
            privatePlays.inc();
            Refusals.tell(record, Result.PRIVATE, null, context);
        } else {
            out.collect(
                    UserPlay.of(PlayEvent.of(play, record.timestamp(), Refusals.originOf(record))));
        }
    }
}
