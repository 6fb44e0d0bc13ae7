package io.wrapped.operators.decode;

import io.wrapped.operators.source.RawRecord;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.PlayFormat;
import io.wrapped.state.contract.PlayRecord;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.metric.JobMetric;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.UserPlay;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes plays and lets only those pass that can become streams. Runs in the source's task, so
 * that private plays never leave it; the archive gets short ones, but no private ones either.
 */
public final class DecodePlayFunction extends ProcessFunction<RawRecord, UserPlay>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final int minimumStreamMs;
    private final boolean archived;
    private final String format;

    private transient DecodeMetrics metrics;
    private transient LatePlays latePlays;
    private transient Counter shortPlays;
    private transient Counter privatePlays;
    private transient Counter loadPlays;
    private transient @Nullable OperatorStateStore operatorState;
    private transient ArchiveOutput archive;
    private transient PlayFormat service;
    private transient PlayFormat imported;

    /**
     * @param minimumStreamMs shorter plays are dropped, milliseconds
     * @param archived whether plays go to {@link ArchiveOutput#ARCHIVED} as well
     * @param format name of the {@link PlayFormat} of plays that no import sent
     */
    public DecodePlayFunction(int minimumStreamMs, boolean archived, String format) {
        this.minimumStreamMs = minimumStreamMs;
        this.archived = archived;
        this.format = format;
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
        MetricGroup group = getRuntimeContext().getMetricGroup();
        metrics = new DecodeMetrics(group);
        latePlays = new LatePlays(group);
        shortPlays = group.counter(JobMetric.SHORT_PLAYS.id());
        privatePlays = group.counter(JobMetric.PRIVATE_PLAYS.id());
        loadPlays = group.counter(JobMetric.LOAD_PLAYS.id());
        service = PlayFormat.of(format, getRuntimeContext().getUserCodeClassLoader());
        imported = PlayFormat.protobuf();
        archive =
                new ArchiveOutput(
                        archived,
                        Objects.requireNonNull(operatorState),
                        getRuntimeContext().getTaskInfo());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<UserPlay> out) {
        metrics.records.inc();
        Play play;
        byte[] value = record.value();
        PlayFormat from = record.importId() == null ? service : imported;
        try {
            if (value == null) {
                throw new RefusedException("no value", false);
            }
            play =
                    from.read(
                            new PlayRecord(value, record.key(), record.timestamp()),
                            record.clock());
        } catch (RefusedException refusal) {
            metrics.refused(refusal.reason());
            Refusals.refuse(record, refusal, context);
            return;
        }
        boolean ofLoad = LoadUser.hasPrefix(play.userId());
        if (ofLoad) {
            loadPlays.inc();
        }
        if (!play.privateSession()) {
            archive.keep(record, from.kept(play, value), context);
        }
        if (play.msPlayed() < minimumStreamMs) {
            shortPlays.inc();
            Refusals.tell(record, Result.TOO_SHORT, null, context);
        } else if (play.privateSession()) {
            privatePlays.inc();
            Refusals.tell(record, Result.PRIVATE, null, context);
        } else {
            if (record.importId() == null && !ofLoad) {
                latePlays.count(play.endedAt(), record.timestamp());
            }
            out.collect(
                    UserPlay.of(PlayEvent.of(play, record.timestamp(), Refusals.originOf(record))));
        }
    }
}
