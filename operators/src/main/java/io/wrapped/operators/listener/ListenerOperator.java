package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayEvent;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
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
 * watermarks apart, and the keys of all listeners for a trigger. Runs on RocksDB, whose key
 * iterators are snapshots.
 *
 * <p>Order. After each start reviews and triggers wait until the second input has been read up to
 * the start, since the catalogue is read anew; until that has happened once in the job's life
 * folding waits too, so that plays find their listeners' zones. A trigger runs when, besides, the
 * watermark of both inputs has passed its time stamp, so after every record that was appended
 * before it.
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

    /** Timer namespace: an import waits to hear what became of its plays. */
    private static final int FOLD = 2;

    private static final int COUNTED_LISTENERS = 100_000;

    /** Timers and triggers give plays and checkpoints their turn after so long. */
    private static final Duration TURN = Duration.ofMillis(20);

    private static final int PUT_OFF_MS = 1_000;
    private static final int IMPORT_WAITS_MS = 1_000;

    /** Timers that fire one after another belong to one burst. */
    private static final long BURST_GAP_NANOS = Duration.ofMillis(1).toNanos();

    private final ListenerOptions options;
    private final ReviewConfig reviewConfig;

    private transient ListenerState state;
    private transient ListState<byte[]> triggerState;
    private transient PendingTriggers pendingTriggers;
    private transient Triggers triggers;
    private transient ListenerKeys keys;
    private transient TaskStart start;
    private transient InternalTimerService<Integer> timers;
    private transient CatalogueReplica catalogue;
    private transient ListenerYearReviews reviews;
    private transient ListenerMetrics metrics;
    private transient Object2IntMap<String> pendingCounts;
    private transient long changesWatermark;
    private transient long watermark;
    private transient long lastTimerNanos;
    private transient long turnBeganNanos;

    public ListenerOperator(ListenerOptions options, ReviewConfig reviewConfig) {
        this.options = options;
        this.reviewConfig = reviewConfig;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new ListenerState(context.getKeyedStateStore());
        triggerState = context.getOperatorStateStore().getUnionListState(PendingTriggers.STATE);
        pendingTriggers = new PendingTriggers();
        pendingTriggers.restore(triggerState);
        start =
                new TaskStart(
                        context.getOperatorStateStore(),
                        context.isRestored(),
                        getProcessingTimeService().getCurrentProcessingTime());
    }

    @Override
    public void open() throws Exception {
        super.open();
        changesWatermark = Long.MIN_VALUE;
        watermark = Long.MIN_VALUE;
        timers = getInternalTimerService("reviews", IntSerializer.INSTANCE, this);
        metrics = new ListenerMetrics(getMetricGroup());
        pendingCounts = new Object2IntOpenHashMap<>();
        TaskInfo task = getRuntimeContext().getTaskInfo();
        keys = new ListenerKeys(getKeyedStateBackend(), task);
        triggers =
                new Triggers(
                        pendingTriggers,
                        keys,
                        this::tellYear,
                        this::told,
                        getProcessingTimeService(),
                        options.triggerRate(),
                        TURN);
        String[] folders =
                getContainingTask().getEnvironment().getTaskManagerInfo().getTmpDirectories();
        catalogue =
                new CatalogueReplica(
                        Path.of(folders[task.getIndexOfThisSubtask() % folders.length]),
                        options.catalogueMemory());
        reviews = new ListenerYearReviews(reviewConfig, catalogue);
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
        if (waiting >= options.foldBatch() && start.mayFold()) {
            open(play.userId()).save();
        }
        registerTimer(play.userId(), REVIEW);
        if (play.origin() != null) {
            registerTimer(play.userId(), FOLD);
        }
    }

    @Override
    public void processElement2(StreamRecord<Change> record) throws Exception {
        Change change = record.getValue();
        switch (change.type()) {
            case PROFILE -> {
                setCurrentKey(change.key());
                applyProfile(Objects.requireNonNull(change.profile()), change.timestamp());
                tell(change.origin(), Result.APPLIED);
            }
            case EXCLUSION -> {
                setCurrentKey(change.key());
                applyExclusion(change);
                tell(change.origin(), Result.APPLIED);
            }
            case CATALOGUE_ITEM ->
                    catalogue.put(Objects.requireNonNull(change.item()), catalogueTime(change));
            case CATALOGUE_REMOVAL -> catalogue.remove(change.key(), catalogueTime(change));
            case TRIGGER ->
                    triggers.add(
                            new Pending(
                                    Objects.requireNonNull(change.trigger()),
                                    change.timestamp(),
                                    change.offset(),
                                    change.origin()));
        }
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        super.processWatermark2(mark);
        if (mark.getTimestamp() == Long.MAX_VALUE && !options.bounded()) {
            // The job is drained: what was not read yet will still come, to the next one.
            return;
        }
        changesWatermark = mark.getTimestamp();
        if (start.changesReadUpTo(changesWatermark)) {
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
    public void onProcessingTime(InternalTimer<String, Integer> timer) throws Exception {
        String userId = timer.getKey();
        int kind = timer.getNamespace();
        boolean early = kind == FOLD ? !start.mayFold() : !start.changesRead();
        if (early) {
            registerTimer(userId, kind == FOLD ? FOLD : REVIEW);
            return;
        }
        long nanos = System.nanoTime();
        if (nanos - lastTimerNanos > BURST_GAP_NANOS) {
            turnBeganNanos = nanos;
        }
        if (nanos - turnBeganNanos > TURN.toNanos()) {
            // Flink fires all that are due in one go; the rest has its turn within a second.
            timers.registerProcessingTimeTimer(
                    kind, Pace.next(userId, PUT_OFF_MS, timers.currentProcessingTime()));
        } else if (kind == FOLD) {
            open(userId).save();
        } else {
            review(userId);
        }
        lastTimerNanos = System.nanoTime();
    }

    @Override
    public void onEventTime(InternalTimer<String, Integer> timer) {
        throw new IllegalStateException("no event time timer is ever registered");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        triggers.snapshot(triggerState);
        start.snapshot();
    }

    /** Where the input is bounded and has ended, everything that is due is done now. */
    @Override
    public void finish() throws Exception {
        if (options.bounded()) {
            start.changesReadUpTo(Long.MAX_VALUE);
            triggers.appliedUpTo(Long.MAX_VALUE);
            triggers.runAll();
            try (Stream<String> users = keys.all()) {
                for (Iterator<String> user = users.iterator(); user.hasNext(); ) {
                    String userId = user.next();
                    setCurrentKey(userId);
                    review(userId);
                }
            }
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (triggers != null) {
            triggers.close();
        }
        if (catalogue != null) {
            catalogue.close();
        }
        super.close();
    }

    /** Opens the listener whose key is set, with everything folded that has arrived. */
    private OpenListener open(String userId) throws Exception {
        Listener listener = state.listener();
        ListenerFold fold = new ListenerFold(listener, state);
        for (PlayEvent play : state.pending()) {
            Result result = fold.fold(play);
            metrics.count(result);
            tell(play.origin(), result);
        }
        fold.flush();
        state.clearPending();
        pendingCounts.removeInt(userId);
        return new OpenListener(userId, listener, fold, state, reviews, start.epoch());
    }

    private void review(String userId) throws Exception {
        OpenListener open = open(userId);
        if (open.listener().touched() || open.catalogueChanged()) {
            metrics.reviewsComputed.inc();
            open.reviewLive(changesWatermark).forEach(this::emit);
        }
        open.save();
        if (open.listener().streamed()) {
            registerTimer(userId, SWEEP);
        }
    }

    private void applyProfile(Profile profile, long timestamp) throws Exception {
        String userId = profile.userId();
        if (profile.erased()) {
            erase(userId, timestamp);
            return;
        }
        if (start.mayFold()) {
            // Plays that came before it keep the zone held until now.
            open(userId).save();
        }
        Listener listener = state.listener();
        listener.setProfile(profile);
        state.update(listener);
        registerTimer(userId, REVIEW);
    }

    private void erase(String userId, long timestamp) throws Exception {
        // Plays appended after the erasure may have been read before it, and wait for a return.
        List<PlayEvent> earlier = new ArrayList<>();
        List<PlayEvent> later = new ArrayList<>();
        for (PlayEvent play : state.pending()) {
            (play.appendedAt() > timestamp ? later : earlier).add(play);
        }
        state.setPending(earlier);
        emit(open(userId).erase(timestamp));
        state.setPending(later);
        if (!later.isEmpty()) {
            registerTimer(userId, REVIEW);
        }
        metrics.erasures.inc();
    }

    private void applyExclusion(Change change) throws Exception {
        Listener listener = state.listener();
        if (listener.erased() || change.timestamp() <= listener.erasedAt()) {
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

    private void told(Pending trigger) {
        Origin origin = trigger.origin();
        if (origin != null) {
            TaskInfo task = getRuntimeContext().getTaskInfo();
            tell(origin.done(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks()));
        }
    }

    private boolean tellYear(String userId, Pending pending) throws Exception {
        setCurrentKey(userId);
        if (state.listener().handled(pending.timestamp(), pending.offset())) {
            return false;
        }
        OpenListener open = open(userId);
        if (!open.listener().known()) {
            // Nothing is kept of a user whom nobody knows.
            if (open.listener().erased()) {
                open.save();
            }
            return false;
        }
        open.listener().triggerHandled(pending.timestamp(), pending.offset());
        Told told = open.tell(pending.trigger());
        emit(told.update());
        for (ReportRequest request : told.requests()) {
            output.collect(REQUESTS, new StreamRecord<>(request));
            metrics.storiesRequested.inc();
        }
        metrics.listenersTold.inc();
        Origin origin = pending.origin();
        if (origin != null) {
            tell(origin.told(userId, told.update().version()));
        }
        open.save();
        if (open.listener().touched()) {
            registerTimer(userId, REVIEW);
        }
        return true;
    }

    /** A record that came late must still be found by the sweep. */
    private long catalogueTime(Change change) {
        return Math.max(
                change.timestamp(), changesWatermark == Long.MIN_VALUE ? 0 : changesWatermark + 1);
    }

    private void emit(ListenerUpdate update) {
        metrics.count(update);
        output.collect(new StreamRecord<>(update));
    }

    private void tell(@Nullable Origin origin, Result result) {
        if (origin != null) {
            tell(origin.outcome(result, null));
        }
    }

    private void tell(Outcome outcome) {
        output.collect(OUTCOMES, new StreamRecord<>(outcome));
    }

    private void registerTimer(String userId, int kind) {
        long interval =
                switch (kind) {
                    case REVIEW -> options.reviewInterval().toMillis();
                    case SWEEP -> options.sweepInterval().toMillis();
                    default -> IMPORT_WAITS_MS;
                };
        timers.registerProcessingTimeTimer(
                kind, Pace.next(userId, interval, timers.currentProcessingTime()));
    }
}
