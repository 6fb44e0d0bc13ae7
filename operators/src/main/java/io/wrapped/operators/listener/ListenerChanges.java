package io.wrapped.operators.listener;

import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Applies profiles, which may erase, and exclusions to their listeners. */
final class ListenerChanges {
    private final Listeners listeners;
    private final WaitingListeners waiting;
    private final ReplaysUnderWay replays;

    ListenerChanges(Listeners listeners, ReplaysUnderWay replays) {
        this.listeners = listeners;
        this.waiting = listeners.waiting();
        this.replays = replays;
    }

    /**
     * Takes a profile in. Plays that wait have the zone held when they were appended.
     *
     * @param timestamp when the broker was given it, epoch milliseconds
     * @param knowsEarlier whether all profiles before it have been read
     * @param again whether it may have been read before: a job that goes on from a bootstrap may
     *     read the topic anew
     */
    void apply(Profile profile, long timestamp, boolean knowsEarlier, boolean again, long now)
            throws Exception {
        String userId = profile.userId();
        LoadedListener loaded = listeners.load(userId);
        Listener listener = loaded.listener();
        boolean undone = listener.erased() != profile.erased() && timestamp < listener.erasedAt();
        if (again && undone) {
            // An erasure before the return, or a profile before the erasure, that state has.
            return;
        }
        if (profile.erased()) {
            erase(userId, loaded, timestamp, now);
            return;
        }
        String zone = listener.zoneAt(Long.MAX_VALUE);
        boolean returns = listener.erased();
        listener.setProfile(profile, timestamp, knowsEarlier);
        if (returns && loaded.exclusions().forgetUpTo(listener.erasedAt())) {
            listeners.state().update(loaded.exclusions());
        }
        listeners.save(userId, listener, now);
        if (!Objects.equals(zone, listener.zoneAt(Long.MAX_VALUE))) {
            // Plays may have been replayed in ignorance of it.
            replays.forget(userId);
        }
        reviewIfLive(userId, listener, now);
    }

    private void erase(String userId, LoadedListener loaded, long timestamp, long now)
            throws Exception {
        // Plays appended after the erasure may have been read before it, and wait for a return.
        List<PlayEvent> before = new ArrayList<>();
        List<PlayEvent> after = new ArrayList<>();
        for (PlayEvent play : listeners.takePlays(userId)) {
            (play.appendedAt() <= timestamp ? before : after).add(play);
        }
        listeners.emit(listeners.open(userId, loaded, before).erase(timestamp));
        // Of a return before this erasure, which leaves nothing of it.
        for (PlayEvent play : loaded.takeHeldBack()) {
            listeners.metrics().count(Result.ERASED);
            listeners.tell(play.origin(), Result.ERASED);
        }
        after.forEach(loaded::holdBack);
        replays.forget(userId);
        listeners.kept().remove(userId);
        waiting.remove(userId);
        // Exclusions that were appended after it may have been read before it, too.
        loaded.exclusions().forgetUpTo(timestamp);
        listeners.state().update(loaded.exclusions());
        listeners.awaitReturn(userId, loaded, now);
        listeners.metrics().erasures.inc();
    }

    /**
     * Takes an exclusion in.
     *
     * @param timestamp when the broker was given it, epoch milliseconds
     */
    void apply(Exclusion exclusion, long timestamp, long now) throws Exception {
        String userId = exclusion.userId();
        LoadedListener loaded = listeners.load(userId);
        Listener listener = loaded.listener();
        if (timestamp <= listener.erasedAt()) {
            return;
        }
        Exclusions exclusions = loaded.exclusions();
        boolean changed = exclusions.apply(exclusion, timestamp);
        listeners.state().update(exclusions);
        if (listener.erased()) {
            listeners.awaitReturn(userId, loaded, now);
            return;
        }
        listeners.kept().weigh(userId, now);
        if (changed) {
            listener.touchAll();
            listeners.state().update(listener);
            reviewIfLive(userId, listener, now);
        }
    }

    private void reviewIfLive(String userId, Listener listener, long now) {
        if (listeners.live() && Listeners.isOutstanding(listener)) {
            waiting.add(userId, now);
        }
    }
}
