package io.wrapped.operators.listener;

import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import java.util.Map;

/** Folds one listener's whole history, in the order in which the job would have taken it in. */
public final class FoldedHistory {
    private final String userId;
    private final Listener listener = new Listener();
    private final HeapParts parts = new HeapParts();
    // Without a catalogue at hand every item keeps its uri.
    private final ListenerFold fold = new ListenerFold(listener, parts, (hash, uri) -> false);

    public FoldedHistory(String userId) {
        this.userId = userId;
    }

    /** Takes in a play that is neither short nor private. */
    public void play(PlayEvent play) {
        fold.fold(play);
    }

    /**
     * Takes in a profile.
     *
     * @param at when the broker was given it, epoch milliseconds
     */
    public void profile(Profile profile, long at) {
        // What came before has the zone that was held until now.
        fold.flush();
        if (profile.erased()) {
            fold.erase(at);
        } else {
            listener.setProfile(profile, at, true);
        }
    }

    /** The listener, after the last record, as state is to hold them; all of it unreviewed. */
    public StoredListener end() {
        fold.flush();
        if (listener.streamed()) {
            // Nothing is stored of any date yet; saying so takes less than naming each.
            listener.touchAll();
        }
        return new StoredListener(
                userId,
                Map.of(ListenerState.LISTENER.getName(), ListenerCodec.encode(listener)),
                listener.streamed()
                        ? Map.of(ListenerState.PENDING.getName(), StoredListener.REVIEW_ALONE)
                        : Map.of(),
                parts.byKey().isEmpty()
                        ? Map.of()
                        : Map.of(ListenerState.SETTLED.getName(), parts.byKey()));
    }
}
