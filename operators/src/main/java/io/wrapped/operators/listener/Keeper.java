package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.Origin;
import java.util.List;

/** Folds the plays of listeners that wait, reviews listeners, tells their years. */
final class Keeper {
    private final Listeners listeners;
    private final WaitingListeners waiting;
    private final KeptListeners kept;
    private final CatalogueReplica catalogue;
    private final ListenerMetrics metrics;
    private final boolean live;

    Keeper(Listeners listeners) {
        this.listeners = listeners;
        waiting = listeners.waiting();
        kept = listeners.kept();
        catalogue = listeners.catalogue();
        metrics = listeners.metrics();
        live = listeners.live();
    }

    /** Folds what waits of a listener; the review stays outstanding. */
    void fold(String userId, long now) throws Exception {
        LoadedListener loaded = listeners.load(userId);
        Listener listener = listeners.open(userId, loaded).listener();
        listeners.save(userId, listener, now);
        listeners.reviewLater(userId, listener, now);
        listeners.awaitReturn(userId, loaded, now);
    }

    /**
     * Folds what waits of a listener and brings the live reviews, where there are any, up to date.
     *
     * @param comesBack whether more plays may soon come, so that the listener may be kept in memory
     */
    void review(String userId, long now, boolean comesBack) throws Exception {
        if (!live) {
            foldAlone(userId, now, comesBack);
            return;
        }
        boolean unfolded = waiting.isWaiting(userId) || listeners.unlistedPending();
        LoadedListener loaded = listeners.load(userId);
        if (loaded.sheet() == null && comesBack && kept.hasRoom(now)) {
            loaded.keep(listeners.reviews().newSheet(), catalogue.changes());
        }
        OpenListener open = listeners.open(userId, loaded);
        boolean continued = loaded.refresh(catalogue.changes());
        boolean changed = open.listener().touched() || open.catalogueChanged();
        if (changed) {
            metrics.reviewsComputed.inc();
            if (continued) {
                metrics.reviewsContinued.inc();
            }
            for (ListenerUpdate update : open.reviewLive(listeners.catalogueTime())) {
                listeners.emit(update);
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
        listeners.awaitReturn(userId, loaded, now);
    }

    /** Folds what waits of a listener, whose reviews stay behind until they are wanted again. */
    private void foldAlone(String userId, long now, boolean comesBack) throws Exception {
        LoadedListener loaded = listeners.load(userId);
        Listener listener = listeners.open(userId, loaded).listener();
        listeners.save(userId, listener, now);
        if (comesBack && !listener.erased() && kept.hasRoomFor(userId, now)) {
            kept.put(userId, loaded, now);
        }
        waiting.remove(userId);
        listeners.awaitReturn(userId, loaded, now);
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
        LoadedListener loaded = listeners.load(userId);
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
                listeners.open(userId, loaded, List.of()).keepUris();
                listener.reviewed(listeners.catalogueTime());
                listener.touchAll();
                listeners.state().update(listener);
                return;
            }
            review(userId, now, false);
            Listener reviewed = listeners.load(userId).listener();
            if (reviewed.catalogueTime() < changes.knownAfter() && !reviewed.touched()) {
                // Nothing concerned this one: need not be looked up again in the next pass.
                reviewed.reviewed(listeners.catalogueTime());
                listeners.state().update(reviewed);
            }
        }
    }

    /**
     * Tells one listener's year.
     *
     * @return whether the listener was told now, rather than before or not at all
     */
    boolean tellYear(String userId, Pending pending, long now) throws Exception {
        LoadedListener loaded = listeners.load(userId);
        if (loaded.listener().handled(pending.timestamp(), pending.offset())) {
            return false;
        }
        OpenListener open = listeners.open(userId, loaded);
        Listener listener = open.listener();
        if (!listener.known()) {
            // Nothing is kept of a user whom nobody knows.
            if (listener.erased()) {
                listeners.save(userId, listener, now);
                listeners.awaitReturn(userId, loaded, now);
            }
            return false;
        }
        listener.triggerHandled(pending.timestamp(), pending.offset());
        Told told = open.tell(pending.trigger());
        listeners.emit(told.update());
        told.requests().forEach(listeners::emit);
        metrics.listenersTold.inc();
        Origin origin = pending.origin();
        if (origin != null) {
            listeners.emit(origin.told(userId, told.update().version()));
        }
        listeners.save(userId, listener, now);
        listeners.reviewLater(userId, listener, now);
        return true;
    }
}
