package io.wrapped.operators.decode;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.rollup.Origin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Where records go that are not used, and who is told. */
public final class Refusals {
    /** Records that could not be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** What became of records that imports sent. */
    public static final OutputTag<Outcome> OUTCOMES =
            new OutputTag<>("decode-outcomes", TypeInformation.of(Outcome.class));

    private Refusals() {}

    static @Nullable Origin originOf(RawRecord record) {
        return record.importId() == null
                ? null
                : new Origin(
                        record.importId(), record.topic(), record.partition(), record.offset());
    }

    static void refuse(
            RawRecord record,
            RefusedException refusal,
            ProcessFunction<RawRecord, ?>.Context context) {
        boolean keep = !refusal.isPrivatePlay();
        context.output(
                DEAD_LETTERS,
                new DeadLetter(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        refusal.reason(),
                        keep ? record.key() : null,
                        keep ? record.value() : null,
                        record.timestamp()));
        tell(record, Result.DEAD_LETTER, refusal.reason(), context);
    }

    static void tell(
            RawRecord record,
            Result result,
            @Nullable String reason,
            ProcessFunction<RawRecord, ?>.Context context) {
        Origin origin = originOf(record);
        if (origin != null) {
            context.output(OUTCOMES, origin.outcome(result, reason));
        }
    }
}
