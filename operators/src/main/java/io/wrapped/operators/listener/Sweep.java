package io.wrapped.operators.listener;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes of the catalogue to the live reviews that they concern: passes through all
 * listeners, each spread over half of the sweep interval, for as long as there are changes. A
 * change waits for the rest of one pass and its place in the next at most.
 */
final class Sweep implements AutoCloseable {
    private final ListenerKeys keys;
    private final long passMs;
    private final KeyWalk.Visitor visitor;
    private @Nullable KeyWalk pass;
    private long passBegan;
    private boolean changedSince;
    private boolean due;

    /**
     * @param visitor looks at one listener
     */
    Sweep(ListenerKeys keys, Duration interval, KeyWalk.Visitor visitor) {
        this.keys = keys;
        this.passMs = Math.max(1, interval.toMillis() / 2);
        this.visitor = visitor;
    }

    /** Something in the catalogue changed. */
    void noteChange(long now) {
        if (due) {
            changedSince |= pass != null;
        } else {
            due = true;
            passBegan = now;
        }
    }

    /** Looks at the listeners whose turn has come, until the time is up. */
    void advance(long now, long untilNanos) throws Exception {
        if (!due) {
            return;
        }
        if (pass == null) {
            pass = new KeyWalk(keys.known());
        }
        double share = (double) (now - passBegan) / passMs;
        boolean more =
                pass.advance(
                        untilNanos,
                        userId -> keys.shareBefore(userId) <= share && visitor.visit(userId));
        if (!more) {
            close();
            due = changedSince;
            changedSince = false;
            passBegan = now;
        }
    }

    @Override
    public void close() {
        if (pass != null) {
            pass.close();
            pass = null;
        }
    }
}
