package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.UserPlay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;

/**
 * Keeps listeners. Plays (first input, partitioned by user) wait in memory, by listener, until
 * their review is due; then they are folded into day rollups and the live reviews are computed. At
 * a checkpoint what waits is written to state. Everything else comes by the second input: profiles
 * and exclusions partitioned by user, catalogue records and triggers broadcast.
 *
 * <p>An operator rather than a function, since it needs what functions cannot have: the two inputs'
 * watermarks apart, and the keys of all listeners. Runs on RocksDB, whose key iterators are
 * snapshots. It sets the keys of its state itself, so that a play which only waits costs none.
 *
 * <p>Order. After each start reviews and triggers wait until the second input has been read up to
 * the start, since the catalogue is read anew; until that has happened once in the job's life
 * folding waits too, so that plays find their listeners' zones. A trigger runs when, besides, the
 * watermark of both inputs has passed its time stamp, so after every record that was appended
 * before it.
 */
public final class ListenerOperator extends AbstractStreamOperator<ListenerUpdate>
        implements TwoInputStreamOperator<UserPlay, Change, ListenerUpdate> {
    private static final long serialVersionUID = 1L;

    /** Stories wanted. */
    public static final OutputTag<ReportRequest> REQUESTS =
            new OutputTag<>("report-requests", TypeInformation.of(ReportRequest.class));

    /** What became of records that imports sent. */
    public static final OutputTag<Outcome> OUTCOMES =
            new OutputTag<>("outcomes", TypeInformation.of(Outcome.class));

    /** Reviews and triggers give plays and checkpoints their turn after so long. */
    private static final Duration TURN = Duration.ofMillis(20);

    private final ListenerOptions options;
    private final ReviewConfig reviewConfig;
    private final ListenerClock clock;

    private transient ListenerState state;
    private transient ListState<byte[]> triggerState;
    private transient PendingTriggers pendingTriggers;
    private transient Triggers triggers;
    private transient TaskStart start;
    private transient CatalogueReplica catalogue;
    private transient WaitingListeners waiting;
    private transient Listeners listeners;
    private transient Keeper keeper;
    private transient ListenerChanges changes;
    private transient ReplayState replayState;
    private transient Replays replays;
    private transient DurableOutcomes durableOutcomes;
    private transient ReviewTurns turns;
    private transient boolean restored;
    private transient long changesWatermark;
    private transient long watermark;
    private transient long latest;

    public ListenerOperator(
            ListenerOptions options, ReviewConfig reviewConfig, ListenerClock clock) {
        this.options = options;
        this.reviewConfig = reviewConfig;
        this.clock = clock;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new ListenerState(context.getKeyedStateStore());
        replayState = new ReplayState(context.getKeyedStateStore());
        triggerState = context.getOperatorStateStore().getUnionListState(PendingTriggers.STATE);
        pendingTriggers = new PendingTriggers();
        pendingTriggers.restore(triggerState);
        start =
                new TaskStart(
                        context.getOperatorStateStore(),
                        context.isRestored(),
                        getProcessingTimeService().getCurrentProcessingTime());
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        changesWatermark = Long.MIN_VALUE;
        watermark = Long.MIN_VALUE;
        latest = 0;
        TaskInfo task = getRuntimeContext().getTaskInfo();
        ListenerKeys keys = new ListenerKeys(getKeyedStateBackend(), task);
        waiting = new WaitingListeners(PlayCodec.VERSION);
        String[] folders =
                getContainingTask().getEnvironment().getTaskManagerInfo().getTmpDirectories();
        catalogue =
                new CatalogueReplica(
                        Path.of(folders[task.getIndexOfThisSubtask() % folders.length]),
                        options.catalogueMemory());
        ListenerMetrics metrics = new ListenerMetrics(getMetricGroup());
        ReplaysUnderWay underWay = replaysUnderWay(keys);
        metrics.show(underWay);
        listeners =
                new Listeners(
                        state,
                        waiting,
                        this::setCurrentKey,
                        catalogue,
                        underWay,
                        reviewConfig,
                        options,
                        start.epoch(),
                        metrics,
                        new Outputs());
        keeper = new Keeper(listeners);
        changes = new ListenerChanges(listeners, underWay);
        durableOutcomes = new DurableOutcomes();
        replays =
                new Replays(
                        replayState,
                        underWay,
                        listeners,
                        keeper,
                        reviewConfig.streamMs(),
                        start.epoch(),
                        start::changesRead,
                        durableOutcomes);
        turns =
                new ReviewTurns(
                        options,
                        listeners,
                        this::save,
                        keeper,
                        keys,
                        start,
                        this::now,
                        getProcessingTimeService()::getCurrentProcessingTime,
                        restored);
        triggers =
                new Triggers(
                        pendingTriggers,
                        keys,
                        (userId, pending) -> keeper.tellYear(userId, pending, now()),
                        waiting::unsaved,
                        this::told,
                        getProcessingTimeService(),
                        options.triggerRate(),
                        TURN);
        metrics.show(turns);
        metrics.show(triggers);
        registerTurn();
    }

    private ReplaysUnderWay replaysUnderWay(ListenerKeys keys) throws Exception {
        ReplaysUnderWay underWay = new ReplaysUnderWay(replayState, this::now);
        List<String> users;
        try (Stream<String> held = keys.replays()) {
            users = held.toList();
        }
        for (String userId : users) {
            setCurrentKey(userId);
            underWay.restore(userId);
        }
        return underWay;
    }

    /** Keys are set when state is needed. */
    @Override
    @SuppressWarnings("rawtypes") // As Flink declares it.
    public void setKeyContextElement1(StreamRecord record) {}

    @Override
    public void processElement1(StreamRecord<UserPlay> record) throws Exception {
        UserPlay play = record.getValue();
        if (clock == ListenerClock.BROKER_TIME) {
            latest = Math.max(latest, record.getTimestamp());
        }
        long now = now();
        waiting.add(play.userId(), play.play(), now);
        if (play.imported()) {
            waiting.hurry(play.userId(), now);
        }
        turns.makeRoom();
        if (clock == ListenerClock.BROKER_TIME) {
            turns.reviewDue();
        }
    }

    @Override
    public void processElement2(StreamRecord<Change> record) throws Exception {
        Change change = record.getValue();
        switch (change.type()) {
            case PROFILE -> {
                changes.apply(
                        Objects.requireNonNull(change.profile()),
                        change.timestamp(),
                        start.mayFold(),
                        !start.changesRead(),
                        now());
                listeners.tell(change.origin(), Result.APPLIED);
            }
            case EXCLUSION -> {
                changes.apply(
                        Objects.requireNonNull(change.exclusion()), change.timestamp(), now());
                listeners.tell(change.origin(), Result.APPLIED);
            }
            case REPLAY ->
                    replays.apply(Objects.requireNonNull(change.replay()), change.origin(), now());
            case CATALOGUE_ITEM -> {
                catalogue.put(
                        change.key(), Objects.requireNonNull(change.item()), catalogueTime(change));
                turns.catalogueChanged();
            }
            case CATALOGUE_REMOVAL -> {
                catalogue.remove(change.key(), catalogueTime(change));
                turns.catalogueChanged();
            }
            case TRIGGER ->
                    triggers.add(
                            new Pending(
                                    Objects.requireNonNull(change.trigger()),
                                    change.timestamp(),
                                    change.offset(),
                                    change.origin()));
        }
        turns.makeRoom();
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        super.processWatermark2(mark);
        if (mark.getTimestamp() == Long.MAX_VALUE && !options.bounded()) {
            // The job is drained: what was not read yet will still come, to the next one.
            return;
        }
        changesWatermark = mark.getTimestamp();
        listeners.catalogueReadUpTo(changesWatermark);
        if (start.changesReadUpTo(changesWatermark)) {
            catalogue.changes().begin(changesWatermark);
            triggers.appliedUpTo(watermark);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (mark.getTimestamp() == Long.MAX_VALUE && !options.bounded()) {
            return;
        }
        watermark = mark.getTimestamp();
        if (start.changesRead()) {
            triggers.appliedUpTo(watermark);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        waiting.save(this::save);
        replays.save();
        durableOutcomes.checkpointBegins(context.getCheckpointId());
        super.snapshotState(context);
        triggers.snapshot(triggerState);
        start.snapshot();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        durableOutcomes.checkpointComplete(checkpointId, new Outputs()::emit);
    }

    /** Where the input is bounded and has ended, everything that is due is done now. */
    @Override
    public void finish() throws Exception {
        if (options.bounded()) {
            start.changesReadUpTo(Long.MAX_VALUE);
            listeners.catalogueReadUpTo(Long.MAX_VALUE);
            turns.reviewAll();
            triggers.appliedUpTo(Long.MAX_VALUE);
            triggers.runAll();
            turns.sweepAll();
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (triggers != null) {
            triggers.close();
        }
        if (turns != null) {
            turns.close();
        }
        if (catalogue != null) {
            catalogue.close();
        }
        super.close();
    }

    private void registerTurn() {
        ProcessingTimeService time = getProcessingTimeService();
        // As long a pause as the turn was at most: the other half of the time is the inputs'.
        time.registerTimer(
                time.getCurrentProcessingTime() + TURN.toMillis(),
                at -> {
                    turns.take(TURN);
                    registerTurn();
                });
    }

    private void save(String userId, byte[] plays) throws Exception {
        setCurrentKey(userId);
        state.addPending(plays);
    }

    private void told(Pending trigger) {
        Origin origin = trigger.origin();
        if (origin != null) {
            TaskInfo task = getRuntimeContext().getTaskInfo();
            output.collect(
                    OUTCOMES,
                    new StreamRecord<>(
                            origin.done(
                                    task.getIndexOfThisSubtask(),
                                    task.getNumberOfParallelSubtasks())));
        }
    }

    /** A record that came late must still be found by the sweep. */
    private long catalogueTime(Change change) {
        return Math.max(
                change.timestamp(), changesWatermark == Long.MIN_VALUE ? 0 : changesWatermark + 1);
    }

    /** Never runs backwards: who waits is in the order of these moments. */
    private long now() {
        if (clock == ListenerClock.PROCESSING_TIME) {
            latest = Math.max(latest, getProcessingTimeService().getCurrentProcessingTime());
        }
        return latest;
    }

    private final class Outputs implements Listeners.Output {
        @Override
        public void emit(ListenerUpdate update) {
            output.collect(new StreamRecord<>(update));
        }

        @Override
        public void emit(ReportRequest request) {
            output.collect(REQUESTS, new StreamRecord<>(request));
        }

        @Override
        public void emit(Outcome outcome) {
            output.collect(OUTCOMES, new StreamRecord<>(outcome));
        }
    }
}
