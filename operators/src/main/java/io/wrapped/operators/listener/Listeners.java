package io.wrapped.operators.listener;

import com.google.common.collect.Iterables;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a task, one at a time: each is loaded, with the key set, has folded what waits,
 * is looked at or changed, and saved.
 */
final class Listeners {
    /** Where everything goes that comes of it. */
    interface Output {
        void emit(ListenerUpdate update);

        void emit(ReportRequest request);

        void emit(Outcome outcome);
    }

    /** Makes a user the one whose state is at hand. */
    @FunctionalInterface
    interface KeySetter {
        void set(String userId);
    }

    private final ListenerState state;
    private final WaitingListeners waiting;
    private final KeySetter key;
    private final CatalogueReplica catalogue;
    private final ReplaysUnderWay replays;
    private final ListenerYearReviews reviews;
    private final boolean live;
    private final KeptListeners kept;
    private final long storeEpoch;
    private final ListenerMetrics metrics;
    private final Output output;
    private boolean unlistedPending;
    private long catalogueTime = Long.MIN_VALUE;

    /**
     * @param storeEpoch when the task started, epoch seconds
     */
    Listeners(
            ListenerState state,
            WaitingListeners waiting,
            KeySetter key,
            CatalogueReplica catalogue,
            ReplaysUnderWay replays,
            ReviewConfig config,
            ListenerOptions options,
            long storeEpoch,
            ListenerMetrics metrics,
            Output output) {
        this.state = state;
        this.waiting = waiting;
        this.key = key;
        this.catalogue = catalogue;
        this.replays = replays;
        this.reviews = new ListenerYearReviews(config, catalogue);
        this.live = options.liveReviews();
        this.kept =
                new KeptListeners(
                        options.reviewMemory().getBytes(), options.reviewInterval().toMillis());
        this.storeEpoch = storeEpoch;
        this.metrics = metrics;
        metrics.show(kept);
        this.output = output;
    }

    ListenerState state() {
        return state;
    }

    /** Those whose review is outstanding. */
    WaitingListeners waiting() {
        return waiting;
    }

    /** Those who stay in memory. */
    KeptListeners kept() {
        return kept;
    }

    CatalogueReplica catalogue() {
        return catalogue;
    }

    ListenerYearReviews reviews() {
        return reviews;
    }

    ListenerMetrics metrics() {
        return metrics;
    }

    /** Whether there are live reviews. */
    boolean live() {
        return live;
    }

    /** All catalogue records up to this broker time are in the replica. */
    void catalogueReadUpTo(long brokerTime) {
        catalogueTime = brokerTime;
    }

    /** The broker time up to which all catalogue records are in the replica. */
    long catalogueTime() {
        return catalogueTime;
    }

    /** Whether plays may lie in state of listeners who are not known to be waiting. */
    void setUnlistedPending(boolean may) {
        unlistedPending = may;
    }

    boolean unlistedPending() {
        return unlistedPending;
    }

    /**
     * A listener as state holds it, with the key set. There is but one in memory, whom all that
     * changes a listener must change.
     */
    LoadedListener load(String userId) throws Exception {
        key.set(userId);
        LoadedListener held = kept.get(userId);
        if (held != null) {
            return held;
        }
        Listener listener = state.listener(userId);
        return new LoadedListener(
                listener,
                new ListenerFold(listener, state, catalogue::keepsUri),
                state.exclusions(userId));
    }

    /** Opens a loaded listener with everything folded that has arrived. */
    OpenListener open(String userId, LoadedListener loaded) throws Exception {
        return open(userId, loaded, takePlays(userId));
    }

    /**
     * What is held of an erased listener came after the erasure: it is of a return that was not
     * read yet, after a restart for instance, or is to be forgotten when there was none. To be
     * called when nothing else waits.
     */
    void awaitReturn(String userId, LoadedListener loaded, long now) {
        if (!loaded.listener().erased()) {
            return;
        }
        List<PlayEvent> plays = loaded.takeHeldBack();
        plays.forEach(play -> waiting.add(userId, PlayCodec.encode(play), now));
        if (!plays.isEmpty() || loaded.exclusions().size() > 0) {
            waiting.add(userId, now);
            waiting.hurry(userId, now);
        }
    }

    private void forgetWhereNoReturnCame(LoadedListener loaded) throws Exception {
        if (loaded.listener().erased() && loaded.exclusions().forgetUpTo(catalogueTime)) {
            state.update(loaded.exclusions());
        }
    }

    /**
     * Opens a loaded listener with some plays folded. Of an erased one those are held back that may
     * be of a return that was not read yet.
     */
    OpenListener open(String userId, LoadedListener loaded, Iterable<PlayEvent> plays)
            throws Exception {
        forgetWhereNoReturnCame(loaded);
        Listener listener = loaded.listener();
        ListenerFold fold = loaded.fold();
        boolean knew = listener.streamed();
        for (PlayEvent play : plays) {
            if (listener.erased() && play.appendedAt() > catalogueTime) {
                // A return that was appended before it may still come.
                loaded.holdBack(play);
                continue;
            }
            Result result = fold.fold(play);
            replays.takenIn(userId, play);
            metrics.count(result);
            tell(play.origin(), result);
        }
        DayRollups folded = fold.flush();
        if (!live && !knew && listener.streamed()) {
            // Which uris the catalogue keeps was seen just now: no sweep need look at them again.
            listener.reviewed(catalogueTime);
            listener.touchAll();
        }
        if (loaded.sheet() != null) {
            loaded.sheet().streamed(folded);
        }
        return new OpenListener(userId, loaded, state, reviews, storeEpoch);
    }

    /** Saves a listener, whose key is set. */
    void save(String userId, Listener listener, long now) throws Exception {
        if (!live && listener.touched()) {
            // Nobody works the dates off one by one.
            listener.touchAll();
        }
        state.update(listener);
        kept.weigh(userId, now);
    }

    /** All plays that wait, in the order of arrival: what was saved came first. */
    Iterable<PlayEvent> takePlays(String userId) throws Exception {
        List<Iterable<PlayEvent>> runs = new ArrayList<>();
        if (unlistedPending || waiting.isSaved(userId)) {
            for (byte[] run : state.pending()) {
                runs.add(PlayCodec.decode(userId, run[0], run, 1));
            }
            state.clearPending();
            waiting.forgetSaved(userId);
        }
        runs.add(PlayCodec.decode(userId, PlayCodec.VERSION, waiting.takePlays(userId), 0));
        return Iterables.concat(runs);
    }

    /**
     * Of a listener whose plays are all folded the review alone is outstanding, if there is to be
     * one.
     */
    void reviewLater(String userId, Listener listener, long now) {
        if (!live) {
            waiting.remove(userId);
        } else if (isOutstanding(listener)) {
            waiting.add(userId, now);
        }
    }

    /** Whether live reviews are to be written anew, or to go. */
    static boolean isOutstanding(Listener listener) {
        return listener.touched() && (listener.streamed() || !listener.reviewedYears().isEmpty());
    }

    void emit(ListenerUpdate update) {
        metrics.count(update);
        output.emit(update);
    }

    void emit(ReportRequest request) {
        metrics.storiesRequested.inc();
        output.emit(request);
    }

    void emit(Outcome outcome) {
        output.emit(outcome);
    }

    void tell(@Nullable Origin origin, Result result) {
        if (origin != null) {
            output.emit(origin.outcome(result, null));
        }
    }
}
