package io.wrapped.operators.decode;

import io.wrapped.operators.listener.Change;
import io.wrapped.operators.listener.Change.Type;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.contract.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Decodes the records of one topic besides plays. */
public final class DecodeChangeFunction extends ProcessFunction<RawRecord, Change>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Topic topic;
    private final boolean archived;

    private transient DecodeMetrics metrics;
    private transient @Nullable OperatorStateStore operatorState;
    private transient ArchiveOutput archive;

    /** What the topic carries. */
    public enum Topic {
        PROFILE,
        EXCLUSION,
        CATALOGUE,
        CONTROL,
        REPLAY
    }

    /**
     * @param archived whether the records go to {@link ArchiveOutput#ARCHIVED} as well
     */
    public DecodeChangeFunction(Topic topic, boolean archived) {
        this.topic = topic;
        this.archived = archived;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        operatorState = context.getOperatorStateStore();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        archive.snapshot();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup());
        archive =
                new ArchiveOutput(
                        archived,
                        Objects.requireNonNull(operatorState),
                        getRuntimeContext().getTaskInfo());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Change> out) {
        metrics.records.inc();
        if (topic == Topic.EXCLUSION && record.value() == null) {
            // An erasure left it, which has its own record.
            return;
        }
        try {
            Change change = decode(record);
            if (record.value() != null) {
                archive.keep(record, record.value(), context);
            }
            out.collect(change);
        } catch (RefusedException refusal) {
            metrics.refused(refusal.reason());
            Refusals.refuse(record, refusal, context);
        }
    }

    private Change decode(RawRecord record) throws RefusedException {
        byte[] value = record.value();
        if (value == null) {
            return removal(record);
        }
        return switch (topic) {
            case PROFILE -> of(ProtoRecords.profile(value), record);
            case EXCLUSION -> of(ProtoRecords.exclusion(value), record);
            case CATALOGUE -> {
                CatalogueItem item = ProtoRecords.catalogueItem(value);
                yield change(
                        Type.CATALOGUE_ITEM,
                        item.contentUri(),
                        null,
                        null,
                        value,
                        null,
                        null,
                        record);
            }
            case CONTROL -> of(ProtoRecords.trigger(value), record);
            case REPLAY -> of(ProtoRecords.replay(value), record);
        };
    }

    private static Change of(Profile profile, RawRecord record) {
        return change(Type.PROFILE, profile.userId(), profile, null, null, null, null, record);
    }

    private static Change of(Exclusion exclusion, RawRecord record) {
        return change(
                Type.EXCLUSION, exclusion.userId(), null, exclusion, null, null, null, record);
    }

    private static Change of(Trigger trigger, RawRecord record) {
        return change(Type.TRIGGER, trigger.commandId(), null, null, null, trigger, null, record);
    }

    private static Change of(Replay replay, RawRecord record) {
        return change(Type.REPLAY, replay.userId(), null, null, null, null, replay, record);
    }

    private Change removal(RawRecord record) throws RefusedException {
        byte[] key = record.key();
        if (topic != Topic.CATALOGUE || key == null) {
            throw new RefusedException("no value", false);
        }
        return change(
                Type.CATALOGUE_REMOVAL,
                new String(key, StandardCharsets.UTF_8),
                null,
                null,
                null,
                null,
                null,
                record);
    }

    private static Change change(
            Type type,
            String key,
            @Nullable Profile profile,
            @Nullable Exclusion exclusion,
            byte @Nullable [] item,
            @Nullable Trigger trigger,
            @Nullable Replay replay,
            RawRecord record) {
        return new Change(
                type,
                key,
                profile,
                exclusion,
                item,
                trigger,
                replay,
                record.timestamp(),
                record.offset(),
                Refusals.originOf(record));
    }
}
