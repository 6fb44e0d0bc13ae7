package io.wrapped.operators.listener;

import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.ReplayMark;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The listeners who are being built anew, whose live plays are kept for what is built. One who was
 * begun a day ago was given up by whoever began it.
 */
final class ReplaysUnderWay {
    private static final long LONGEST_MS = Duration.ofDays(1).toMillis();

    private final ReplayState state;
    private final LongSupplier clock;

    /** When each began, epoch milliseconds. Whoever reports metrics asks how many there are. */
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /**
     * @param clock epoch milliseconds
     */
    ReplaysUnderWay(ReplayState state, LongSupplier clock) {
        this.state = state;
        this.clock = clock;
    }

    /** After a start: state holds what was built of a listener, whose key is set. */
    void restore(String userId) throws Exception {
        ReplayMark mark = state.mark();
        if (mark != null) {
            begun.put(userId, mark.begunAt());
        }
    }

    /** How many there are. */
    int size() {
        return begun.size();
    }

    /** A play of a listener was folded, counted or not; the key is set. */
    void takenIn(String userId, PlayEvent play) throws Exception {
        if (begun.isEmpty()) {
            return;
        }
        Long since = begun.get(userId);
        if (since == null) {
            return;
        }
        if (since + LONGEST_MS < clock.getAsLong()) {
            forget(userId);
        } else {
            state.addLivePlay(play);
        }
    }

    /** How far the replay of a listener has come, whose key is set; null where there is none. */
    @Nullable ReplayMark mark(String userId) throws Exception {
        return begun.containsKey(userId) ? state.mark() : null;
    }

    /** Begins to build a listener, whose key is set, anew. */
    void begin(String userId, ReplayMark mark) throws Exception {
        forget(userId);
        state.update(mark);
        begun.put(userId, mark.begunAt());
    }

    /** Forgets what was built of a listener, whose key is set. */
    void forget(String userId) {
        if (begun.remove(userId) != null) {
            state.clear();
        }
    }
}
