package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayEvent;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps listeners. Plays (first input, keyed by user) wait in a list of state, written blind, until
 * their listener's review is due; then they are folded into day rollups and the live reviews are
 * computed. Everything else comes by the second input: profiles and exclusions partitioned by user,
 * catalogue records and triggers broadcast.
 *
 * <p>An operator rather than a function, since it needs what functions cannot have: the two inputs'
 * watermarks apart, and the keys of all listeners for a trigger.
 *
 * <p>Order. A trigger runs when the watermark of both inputs has passed its time stamp, so after
 * every record that was appended before it. Reviews wait, after each start, until the second input
 * has been read up to the start, since the catalogue is read anew; at the very first start folding
 * waits too, so that plays find their listeners' zones.
 */
public final class ListenerOperator extends AbstractStreamOperator<ListenerUpdate>
        implements TwoInputStreamOperator<PlayEvent, Change, ListenerUpdate>,
                Triggerable<String, Integer> {
    private static final long serialVersionUID = 1L;

    /** Stories wanted. */
    public static final OutputTag<ReportRequest> REQUESTS =
            new OutputTag<>("report-requests", TypeInformation.of(ReportRequest.class));

    /** What became of records that imports sent. */
    public static final OutputTag<Outcome> OUTCOMES =
            new OutputTag<>("outcomes", TypeInformation.of(Outcome.class));

    /** Timer namespace: something changed. */
    private static final int REVIEW = 0;

    /** Timer namespace: the catalogue may have changed. */
    private static final int SWEEP = 1;

    private static final long TRIGGER_TICK_MS = 20;
    private static final int COUNTED_LISTENERS = 100_000;

    private final ListenerOptions options;
    private final ReviewConfig reviewConfig;

    private transient ListenerState state;
    private transient ListState<byte[]> triggerState;
    private transient PendingTriggers triggers;
    private transient InternalTimerService<Integer> timers;
    private transient CatalogueReplica catalogue;
    private transient ListenerMetrics metrics;
    private transient Object2IntMap<String> pendingCounts;
    private transient long startedAt;
    private transient boolean restored;
    private transient boolean changesRead;
    private transient long changesWatermark;
    private transient long watermark;
    private transient @Nullable TriggerRun run;

    public ListenerOperator(ListenerOptions options, ReviewConfig reviewConfig) {
        this.options = options;
        this.reviewConfig = reviewConfig;
    }

    @Override
    public boolean useInterruptibleTimers() {
        // Many listeners may be due at once; a checkpoint need not wait for all of them.
        return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
        state = new ListenerState(context.getKeyedStateStore());
        triggerState = context.getOperatorStateStore().getUnionListState(PendingTriggers.STATE);
        triggers = new PendingTriggers();
        triggers.restore(triggerState);
    }

    @Override
    public void open() throws Exception {
        super.open();
        startedAt = getProcessingTimeService().getCurrentProcessingTime();
        changesWatermark = Long.MIN_VALUE;
        watermark = Long.MIN_VALUE;
        timers = getInternalTimerService("reviews", IntSerializer.INSTANCE, this);
        metrics = new ListenerMetrics(getMetricGroup());
        pendingCounts = new Object2IntOpenHashMap<>();
        String[] folders =
                getContainingTask().getEnvironment().getTaskManagerInfo().getTmpDirectories();
        catalogue =
                new CatalogueReplica(
                        Path.of(
                                folders[
                                        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()
                                                % folders.length]),
                        options.catalogueMemory());
    }

    @Override
    public void processElement1(StreamRecord<PlayEvent> record) throws Exception {
        PlayEvent play = record.getValue();
        state.addPending(play);
        if (pendingCounts.size() > COUNTED_LISTENERS) {
            // Only those who play very much between two reviews need counting.
            pendingCounts.clear();
        }
        int waiting = pendingCounts.mergeInt(play.userId(), 1, Integer::sum);
        if (waiting >= options.foldBatch() && mayFold()) {
            open(play.userId()).save();
        }
        registerTimer(play.userId(), REVIEW);
    }

    @Override
    public void processElement2(StreamRecord<Change> record) throws Exception {
        Change change = record.getValue();
        switch (change.type()) {
            case PROFILE -> {
                setCurrentKey(change.key());
                applyProfile(Objects.requireNonNull(change.profile()));
            }
            case EXCLUSION -> {
                setCurrentKey(change.key());
                applyExclusion(change);
            }
            case CATALOGUE_ITEM ->
                    catalogue.put(Objects.requireNonNull(change.item()), change.timestamp());
            case CATALOGUE_REMOVAL -> catalogue.remove(change.key(), change.timestamp());
            case TRIGGER -> {
                triggers.add(
                        new Pending(
                                Objects.requireNonNull(change.trigger()),
                                change.timestamp(),
                                change.offset(),
                                change.origin()));
                startTriggers();
                return;
            }
        }
        boolean broadcast =
                change.type() == Change.Type.CATALOGUE_ITEM
                        || change.type() == Change.Type.CATALOGUE_REMOVAL;
        if (!broadcast || getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            tell(change.origin(), Result.APPLIED);
        }
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        changesWatermark = mark.getTimestamp();
        changesRead |= changesWatermark >= startedAt;
        super.processWatermark2(mark);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        watermark = mark.getTimestamp();
        startTriggers();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, Integer> timer) throws Exception {
        String userId = timer.getKey();
        if (!changesRead) {
            registerTimer(userId, REVIEW);
            return;
        }
        review(userId);
    }

    @Override
    public void onEventTime(InternalTimer<String, Integer> timer) {
        throw new IllegalStateException("no event time timer is ever registered");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        triggers.snapshot(triggerState);
    }

    /** A bounded input has ended: everything that is due is done now. */
    @Override
    public void finish() throws Exception {
        changesRead = true;
        startTriggers();
        while (run != null) {
            advance(Integer.MAX_VALUE);
        }
        try (Stream<String> users = allListeners()) {
            for (Iterator<String> user = users.iterator(); user.hasNext(); ) {
                String userId = user.next();
                setCurrentKey(userId);
                review(userId);
            }
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        closeRun();
        if (catalogue != null) {
            catalogue.close();
        }
        super.close();
    }

    private boolean mayFold() {
        return restored || changesRead;
    }

    /** Opens the listener whose key is set, with everything folded that has arrived. */
    private OpenListener open(String userId) throws Exception {
        Listener listener = state.listener();
        ListenerFold fold = new ListenerFold(listener, state);
        for (PlayEvent play : state.pending()) {
            Result result = fold.fold(play);
            count(result);
            tell(play.origin(), result);
        }
        fold.flush();
        state.clearPending();
        pendingCounts.removeInt(userId);
        return new OpenListener(
                userId, listener, fold, state, catalogue, reviewConfig, startedAt / 1000);
    }

    private void review(String userId) throws Exception {
        OpenListener open = open(userId);
        if (open.listener().touched() || open.catalogueChanged()) {
            metrics.reviewsComputed.inc();
            List<ListenerUpdate> updates = open.reviewLive(changesWatermark);
            updates.forEach(this::emit);
        }
        open.save();
        if (open.listener().streamed()) {
            registerTimer(userId, SWEEP);
        }
    }

    private void applyProfile(Profile profile) throws Exception {
        String userId = profile.userId();
        if (profile.erased()) {
            OpenListener open = open(userId);
            emit(open.erase());
            metrics.erasures.inc();
            return;
        }
        if (mayFold()) {
            // Plays that came before it keep the zone held until now.
            open(userId).save();
        }
        Listener listener = state.listener();
        listener.setProfile(profile);
        state.update(listener);
        registerTimer(userId, REVIEW);
    }

    private void applyExclusion(Change change) throws Exception {
        Listener listener = state.listener();
        if (listener.erased()) {
            return;
        }
        Exclusions exclusions = state.exclusions();
        boolean changed = exclusions.apply(Objects.requireNonNull(change.exclusion()));
        state.update(exclusions);
        if (changed) {
            listener.touchAll();
            state.update(listener);
            registerTimer(change.key(), REVIEW);
        }
    }

    private void startTriggers() throws Exception {
        while (run == null) {
            Pending next = triggers.next(watermark);
            if (next == null) {
                return;
            }
            run = new TriggerRun(next, listenersOf(next.trigger()));
            if (watermark == Long.MAX_VALUE) {
                advance(Integer.MAX_VALUE);
            } else {
                tick();
            }
        }
    }

    private void tick() {
        getProcessingTimeService()
                .registerTimer(
                        getProcessingTimeService().getCurrentProcessingTime() + TRIGGER_TICK_MS,
                        now -> {
                            if (run == null) {
                                return;
                            }
                            advance(
                                    (int)
                                            Math.max(
                                                    1,
                                                    options.triggerRate()
                                                            * TRIGGER_TICK_MS
                                                            / 1000));
                            if (run != null) {
                                tick();
                            } else {
                                startTriggers();
                            }
                        });
    }

    /** Tells the next listeners; ends the run when there are no more. */
    private void advance(int listeners) throws Exception {
        TriggerRun running = Objects.requireNonNull(run);
        for (int told = 0; told < listeners; told++) {
            if (!running.users().hasNext()) {
                triggers.remove(running.pending());
                closeRun();
                Origin origin = running.pending().origin();
                if (origin != null) {
                    output.collect(
                            OUTCOMES,
                            new StreamRecord<>(
                                    origin.done(
                                            getRuntimeContext()
                                                    .getTaskInfo()
                                                    .getIndexOfThisSubtask(),
                                            getRuntimeContext()
                                                    .getTaskInfo()
                                                    .getNumberOfParallelSubtasks())));
                }
                return;
            }
            String userId = running.users().next();
            setCurrentKey(userId);
            tellYear(userId, running.pending());
        }
    }

    private void tellYear(String userId, Pending pending) throws Exception {
        Listener known = state.listener();
        if (known.handledTrigger() >= pending.offset()) {
            return;
        }
        OpenListener open = open(userId);
        open.listener().triggerHandled(pending.offset());
        if (open.listener().known()) {
            Told told = open.tell(pending.trigger());
            emit(told.update());
            for (ReportRequest request : told.requests()) {
                output.collect(REQUESTS, new StreamRecord<>(request));
                metrics.storiesRequested.inc();
            }
            metrics.listenersTold.inc();
            Origin origin = pending.origin();
            if (origin != null) {
                output.collect(
                        OUTCOMES, new StreamRecord<>(origin.told(userId, told.update().version())));
            }
        }
        open.save();
        if (open.listener().touched()) {
            registerTimer(userId, REVIEW);
        }
    }

    private Stream<String> listenersOf(Trigger trigger) {
        return switch (trigger.scope()) {
            case EVERYONE -> allListeners();
            case USERS -> trigger.userIds().stream().distinct().filter(this::isHere);
            case COHORT -> allListeners().filter(trigger::covers);
        };
    }

    /** Listeners by their state; those whose plays were never folded have no other state yet. */
    private Stream<String> allListeners() {
        return Stream.concat(
                keysOf(ListenerState.LISTENER.getName()), keysOf(ListenerState.PENDING.getName()));
    }

    private Stream<String> keysOf(String stateName) {
        return this.<String>getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE);
    }

    private boolean isHere(String userId) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        userId,
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask();
    }

    private void closeRun() {
        if (run != null) {
            run.close();
            run = null;
        }
    }

    private void emit(ListenerUpdate update) {
        if (update.type() == ListenerUpdate.Type.REVIEW
                && update.slot().equals(ListenerUpdate.LIVE)) {
            metrics.reviewsWritten.inc();
        }
        output.collect(new StreamRecord<>(update));
    }

    private void tell(@Nullable Origin origin, Result result) {
        if (origin != null) {
            output.collect(OUTCOMES, new StreamRecord<>(origin.outcome(result, null)));
        }
    }

    private void count(Result result) {
        switch (result) {
            case STREAM -> metrics.streams.inc();
            case DUPLICATE -> metrics.duplicates.inc();
            case ERASED -> metrics.erasedPlays.inc();
            default -> throw new IllegalStateException("a fold never gives " + result);
        }
    }

    private void registerTimer(String userId, int kind) {
        long interval =
                (kind == REVIEW ? options.reviewInterval() : options.sweepInterval()).toMillis();
        timers.registerProcessingTimeTimer(
                kind, Pace.next(userId, interval, timers.currentProcessingTime()));
    }
}
