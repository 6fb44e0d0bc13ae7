package io.wrapped.jobs.bootstrap;

import io.wrapped.operators.listener.FoldedHistory;
import io.wrapped.operators.listener.StoredListener;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.rollup.PlayCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Folds each listener's history when all of it is there. In a bounded run Flink brings the records
 * sorted by listener, and the last watermark behind those of each.
 */
final class FoldHistory extends KeyedProcessFunction<String, HistoryRecord, StoredListener> {
    private static final long serialVersionUID = 1L;

    static final String LISTENERS = "listeners";

    private final List<HistoryRecord> records = new ArrayList<>();
    private final LongCounter listeners = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(LISTENERS, listeners);
    }

    @Override
    public void processElement(
            HistoryRecord record, Context context, Collector<StoredListener> out) {
        if (records.isEmpty()) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        } else if (!records.get(0).userId().equals(record.userId())) {
            throw new IllegalStateException("the histories of two listeners come mixed");
        }
        records.add(record);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<StoredListener> out)
            throws RefusedException {
        String userId = context.getCurrentKey();
        FoldedHistory folding = new FoldedHistory(userId);
        for (HistoryRecord record : HistoryRecord.inOrder(records)) {
            byte[] profile = record.profile();
            byte[] play = record.play();
            if (profile != null) {
                folding.profile(ProtoRecords.profile(profile), record.time());
            } else if (play != null) {
                PlayCodec.decode(userId, PlayCodec.VERSION, play, 0).forEach(folding::play);
            }
        }
        records.clear();
        listeners.add(1);
        out.collect(folding.end());
    }
}
