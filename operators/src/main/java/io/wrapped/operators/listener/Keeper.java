package io.wrapped.operators.listener;

import com.google.common.collect.Iterables;
import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.contract.Outcome;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.review.ListenerYearReviews;
import io.wrapped.state.review.ReviewConfig;
import io.wrapped.state.rollup.DayRollups;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is done with one listener at a time: folding the plays that wait, reviewing, telling a year,
 * applying what they changed. All state that it touches is of the user given.
 */
final class Keeper {
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
    Keeper(
            ListenerState state,
            WaitingListeners waiting,
            KeySetter key,
            CatalogueReplica catalogue,
            ReviewConfig config,
            ListenerOptions options,
            long storeEpoch,
            ListenerMetrics metrics,
            Output output) {
        this.state = state;
        this.waiting = waiting;
        this.key = key;
        this.catalogue = catalogue;
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

    /** All catalogue records up to this broker time are in the replica. */
    void catalogueReadUpTo(long brokerTime) {
        catalogueTime = brokerTime;
    }

    /** Whether plays may lie in state of listeners who are not known to be waiting. */
    void setUnlistedPending(boolean may) {
        unlistedPending = may;
    }

    /** Folds what waits of a listener; the review stays outstanding. */
    void fold(String userId, long now) throws Exception {
        OpenListener open = open(userId);
        save(userId, open, now);
        reviewLater(userId, open.listener(), now);
    }

    /**
     * Folds what waits of a listener and brings the live reviews, where there are any, up to date.
     *
     * @param comesBack whether the listener may soon be reviewed again, and so be kept in memory
     */
    void review(String userId, long now, boolean comesBack) throws Exception {
        if (!live) {
            foldAlone(userId, now);
            return;
        }
        boolean unfolded = waiting.isWaiting(userId) || unlistedPending;
        LoadedListener loaded = load(userId);
        if (loaded.sheet() == null && comesBack && kept.hasRoom(now)) {
            loaded.keep(reviews.newSheet(), catalogue.changes());
        }
        OpenListener open = open(userId, loaded, takePlays(userId));
        boolean continued = loaded.refresh(catalogue.changes());
        boolean changed = open.listener().touched() || open.catalogueChanged();
        if (changed) {
            metrics.reviewsComputed.inc();
            if (continued) {
                metrics.reviewsContinued.inc();
            }
            for (ListenerUpdate update : open.reviewLive(catalogueTime)) {
                emit(update);
            }
        }
        if (changed || unfolded) {
            open.save();
        }
        if (changed && loaded.sheet() != null) {
            kept.put(userId, loaded, now);
        } else if (loaded.sheet() != null) {
            loaded.sheet().letGo();
        }
        waiting.remove(userId);
    }

    /** Folds what waits of a listener, whose reviews stay behind until they are wanted again. */
    private void foldAlone(String userId, long now) throws Exception {
        OpenListener open = open(userId);
        save(userId, open, now);
        waiting.remove(userId);
    }

    /**
     * Reviews a listener if the catalogue changed what the live reviews show, or if they stayed
     * behind while there were none.
     */
    void sweep(String userId, long now) throws Exception {
        if (live && waiting.isWaiting(userId)) {
            // Will be reviewed anyway.
            return;
        }
        LoadedListener loaded = load(userId);
        Listener listener = loaded.listener();
        if (live && listener.touched() && listener.streamed()) {
            review(userId, now, false);
            return;
        }
        CatalogueChanges changes = catalogue.changes();
        if (listener.streamed()
                && listener.catalogueTime() < changes.last()
                && changes.mayConcern(loaded.fold().items(), listener.catalogueTime())) {
            if (!live) {
                open(userId, loaded, List.of()).keepUris();
                listener.reviewed(catalogueTime);
                listener.touchAll();
                state.update(listener);
                return;
            }
            review(userId, now, false);
            Listener reviewed = load(userId).listener();
            if (reviewed.catalogueTime() < changes.knownAfter() && !reviewed.touched()) {
                // Nothing concerned this one: need not be looked up again in the next pass.
                reviewed.reviewed(catalogueTime);
                state.update(reviewed);
            }
        }
    }

    /**
     * Tells one listener's year.
     *
     * @return whether the listener was told now, rather than before or not at all
     */
    boolean tellYear(String userId, Pending pending, long now) throws Exception {
        LoadedListener loaded = load(userId);
        if (loaded.listener().handled(pending.timestamp(), pending.offset())) {
            return false;
        }
        OpenListener open = open(userId, loaded, takePlays(userId));
        if (!open.listener().known()) {
            // Nothing is kept of a user whom nobody knows.
            if (open.listener().erased()) {
                save(userId, open, now);
            }
            return false;
        }
        open.listener().triggerHandled(pending.timestamp(), pending.offset());
        Told told = open.tell(pending.trigger());
        emit(told.update());
        for (ReportRequest request : told.requests()) {
            output.emit(request);
            metrics.storiesRequested.inc();
        }
        metrics.listenersTold.inc();
        Origin origin = pending.origin();
        if (origin != null) {
            output.emit(origin.told(userId, told.update().version()));
        }
        save(userId, open, now);
        reviewLater(userId, open.listener(), now);
        return true;
    }

    /**
     * Takes a profile in.
     *
     * @param timestamp when the broker was given it, epoch milliseconds
     * @param mayFold whether the plays that wait may be given their dates
     */
    void applyProfile(Profile profile, long timestamp, boolean mayFold, long now) throws Exception {
        String userId = profile.userId();
        if (profile.erased()) {
            erase(userId, timestamp, now);
            return;
        }
        LoadedListener loaded = load(userId);
        if (!mayFold) {
            loaded.listener().setProfile(profile, timestamp, false);
            state.update(loaded.listener());
            return;
        }
        // Plays appended before it keep the zone held until now, or stay forgotten; later ones may
        // have been read before it.
        Iterable<PlayEvent> plays = takePlays(userId);
        OpenListener open = open(userId, loaded, appended(plays, true, timestamp));
        open.listener().setProfile(profile, timestamp, true);
        save(userId, open, now);
        if (!reviewLater(userId, open.listener(), now)) {
            waiting.remove(userId);
        }
        waitAgain(userId, appended(plays, false, timestamp), now);
    }

    private void erase(String userId, long timestamp, long now) throws Exception {
        LoadedListener loaded = load(userId);
        // Plays appended after the erasure may have been read before it, and wait for a return.
        Iterable<PlayEvent> plays = takePlays(userId);
        emit(open(userId, loaded, appended(plays, true, timestamp)).erase(timestamp));
        kept.remove(userId);
        waiting.remove(userId);
        waitAgain(userId, appended(plays, false, timestamp), now);
        metrics.erasures.inc();
    }

    /** Those appended up to a moment, or those after it. */
    private static List<PlayEvent> appended(
            Iterable<PlayEvent> plays, boolean upTo, long timestamp) {
        List<PlayEvent> found = new ArrayList<>();
        for (PlayEvent play : plays) {
            if (play.appendedAt() <= timestamp == upTo) {
                found.add(play);
            }
        }
        return found;
    }

    private void waitAgain(String userId, List<PlayEvent> plays, long now) {
        for (PlayEvent play : plays) {
            waiting.add(userId, PlayCodec.encode(play), now);
            if (play.origin() != null) {
                waiting.hurry(userId, now);
            }
        }
    }

    /** Takes an exclusion in. */
    void applyExclusion(Change change, long now) throws Exception {
        String userId = change.key();
        LoadedListener loaded = load(userId);
        Listener listener = loaded.listener();
        if (listener.erased() || change.timestamp() <= listener.erasedAt()) {
            return;
        }
        Exclusions exclusions = loaded.exclusions();
        boolean changed = exclusions.apply(Objects.requireNonNull(change.exclusion()));
        state.update(exclusions);
        kept.weigh(userId, now);
        if (changed) {
            listener.touchAll();
            state.update(listener);
            if (live) {
                waiting.add(userId, now);
            }
        }
    }

    /**
     * Of a listener whose plays are all folded the review alone is outstanding, if there is to be
     * one.
     *
     * @return whether it is
     */
    private boolean reviewLater(String userId, Listener listener, long now) {
        boolean outstanding = listener.touched() && listener.streamed();
        if (!live) {
            waiting.remove(userId);
        } else if (outstanding) {
            waiting.add(userId, now);
        }
        return live && outstanding;
    }

    /**
     * A listener as state holds it, with the key set. There is but one in memory, whom all that
     * changes a listener must change.
     */
    private LoadedListener load(String userId) throws Exception {
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

    /** Opens a listener with everything folded that has arrived. */
    private OpenListener open(String userId) throws Exception {
        LoadedListener loaded = load(userId);
        return open(userId, loaded, takePlays(userId));
    }

    private OpenListener open(String userId, LoadedListener loaded, Iterable<PlayEvent> plays) {
        Listener listener = loaded.listener();
        ListenerFold fold = loaded.fold();
        boolean knew = listener.streamed();
        for (PlayEvent play : plays) {
            Result result = fold.fold(play);
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

    private void save(String userId, OpenListener open, long now) throws Exception {
        if (!live && open.listener().touched()) {
            // Nobody works the dates off one by one.
            open.listener().touchAll();
        }
        open.save();
        kept.weigh(userId, now);
    }

    /** All plays that wait, in the order of arrival: what was saved came first. */
    private Iterable<PlayEvent> takePlays(String userId) throws Exception {
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

    private void emit(ListenerUpdate update) {
        metrics.count(update);
        output.emit(update);
    }

    void tell(@Nullable Origin origin, Result result) {
        if (origin != null) {
            output.emit(origin.outcome(result, null));
        }
    }
}
