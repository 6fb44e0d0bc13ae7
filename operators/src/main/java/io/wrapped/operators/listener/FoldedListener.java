package io.wrapped.operators.listener;

import io.wrapped.state.contract.Profile;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerCodec;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.RollupStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listener whose whole history is folded, as state holds it.
 *
 * @param listener encoded
 * @param settled encoded parts, by their key in state
 * @param unreviewed whether there is anything to be reviewed
 */
public record FoldedListener(
        String userId, byte[] listener, Map<Integer, byte[]> settled, boolean unreviewed) {

    /** Folds one listener's history, in the order in which the job would have taken it in. */
    public static final class Folding {
        private final String userId;
        private final Listener listener = new Listener();
        private final Parts parts = new Parts();
        // Without a catalogue at hand every item keeps its uri.
        private final ListenerFold fold = new ListenerFold(listener, parts, (hash, uri) -> false);

        public Folding(String userId) {
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

        /** The listener, after the last record. */
        public FoldedListener end() {
            fold.flush();
            if (listener.streamed()) {
                // Nothing is stored of any date yet; saying so takes less than naming each.
                listener.touchAll();
            }
            return new FoldedListener(
                    userId, ListenerCodec.encode(listener), parts.byKey, listener.streamed());
        }
    }

    /** Settled parts by the key that they have in state. */
    private static final class Parts implements RollupStore {
        private final Map<Integer, byte[]> byKey = new HashMap<>();

        @Override
        public byte @Nullable [] get(Part part, int number) {
            return byKey.get(SettledParts.key(part, number));
        }

        @Override
        public void put(Part part, int number, byte[] encoded) {
            byKey.put(SettledParts.key(part, number), encoded);
        }

        @Override
        public void clear() {
            byKey.clear();
        }
    }
}
