package io.wrapped.operators.listener;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whose turn it is to be folded and reviewed: who has waited for the review interval, whose
 * plays waited when state was last written, whom the catalogue's changes may concern, and early,
 * where too much waits, whoever has waited longest. Nobody has one before the changes have been
 * read up to the start.
 */
final class ReviewTurns implements AutoCloseable {
    private static final int IMPORT_WAITS_MS = 1_000;

    private final ListenerOptions options;
    private final Listeners listeners;
    private final WaitingListeners waiting;
    private final WaitingListeners.Saver saver;
    private final Keeper keeper;
    private final ListenerKeys keys;
    private final TaskStart start;
    private final LongSupplier clock;
    private final LongSupplier wallClock;
    private final Sweep sweep;
    private @Nullable KeyWalk unlisted;
    private boolean unlistedPending;

    /**
     * Since when, by the wall clock, the review has been outstanding that has been so longest;
     * {@link Long#MAX_VALUE} where none is. Read by other threads, also while this one waits for
     * room in its output, which an age that is noted here would not show.
     */
    private volatile long oldestSince = Long.MAX_VALUE;

    /**
     * @param saver keeps in state what waits
     * @param clock epoch milliseconds, never backwards
     * @param wallClock epoch milliseconds, safe for use by any thread
     * @param restored whether plays may lie in state of listeners who are not known to be waiting
     */
    ReviewTurns(
            ListenerOptions options,
            Listeners listeners,
            WaitingListeners.Saver saver,
            Keeper keeper,
            ListenerKeys keys,
            TaskStart start,
            LongSupplier clock,
            LongSupplier wallClock,
            boolean restored) {
        this.options = options;
        this.listeners = listeners;
        waiting = listeners.waiting();
        this.saver = saver;
        this.keeper = keeper;
        this.keys = keys;
        this.start = start;
        this.clock = clock;
        this.wallClock = wallClock;
        sweep = new Sweep(keys, options.sweepInterval(), this::sweep);
        setUnlistedPending(restored);
    }

    private boolean sweep(String userId) throws Exception {
        keeper.sweep(userId, clock.getAsLong());
        return true;
    }

    /** Something in the catalogue changed. */
    void catalogueChanged() {
        sweep.noteChange(clock.getAsLong());
    }

    /** Gives whoever is due a turn, until that much time has passed. */
    void take(Duration turn) throws Exception {
        long now = clock.getAsLong();
        long until = System.nanoTime() + turn.toNanos();
        noteOldest();
        if (!start.changesRead()) {
            return;
        }
        String hurried;
        while ((hurried = waiting.firstHurried(now - IMPORT_WAITS_MS)) != null
                && System.nanoTime() - until < 0) {
            keeper.fold(hurried, now);
        }
        reviewDue(now, until);
        if (unlistedPending) {
            reviewUnlisted(until);
        }
        sweep.advance(now, until);
        noteOldest();
    }

    private void noteOldest() {
        long since = waiting.oldestSince();
        oldestSince =
                since == Long.MAX_VALUE
                        ? since
                        : wallClock.getAsLong() - Math.max(0, clock.getAsLong() - since);
    }

    /**
     * For how long the review has been outstanding that was so longest at the last turn; 0 where
     * none was. Safe for use by any thread.
     */
    long oldestWaitingMillis() {
        long since = oldestSince;
        return since == Long.MAX_VALUE ? 0 : Math.max(0, wallClock.getAsLong() - since);
    }

    /** Reviews whoever has waited long enough, however many these are. */
    void reviewDue() throws Exception {
        reviewDue(clock.getAsLong(), Long.MAX_VALUE);
    }

    private void reviewDue(long now, long untilNanos) throws Exception {
        if (!start.changesRead()) {
            return;
        }
        String due;
        while ((due = waiting.first(now - options.reviewInterval().toMillis())) != null) {
            keeper.review(due, now, true);
            if (untilNanos != Long.MAX_VALUE && System.nanoTime() - untilNanos > 0) {
                return;
            }
        }
    }

    /** After a start: those whose plays or review waited when state was last written. */
    private void reviewUnlisted(long untilNanos) throws Exception {
        if (unlisted == null) {
            unlisted = new KeyWalk(keys.pending());
        }
        if (!unlisted.advance(untilNanos, this::reviewUnlisted)) {
            closeUnlisted();
            setUnlistedPending(false);
        }
    }

    private boolean reviewUnlisted(String userId) throws Exception {
        keeper.review(userId, clock.getAsLong(), false);
        return true;
    }

    private void setUnlistedPending(boolean may) {
        unlistedPending = may;
        listeners.setUnlistedPending(may);
    }

    /**
     * Where too much waits, those who have waited longest are reviewed early, if that is allowed.
     */
    void makeRoom() throws Exception {
        long most = options.bufferMemory().getBytes();
        if (waiting.bytes() <= most) {
            return;
        }
        if (!start.changesRead()) {
            waiting.save(saver);
            if (waiting.bytes() > most / 2) {
                waiting.clear();
                closeUnlisted();
                setUnlistedPending(true);
            }
            return;
        }
        // Who awaits a return waits again at once.
        for (int left = waiting.size(); waiting.bytes() > most && left > 0; left--) {
            String first = waiting.first(Long.MAX_VALUE);
            if (first == null) {
                return;
            }
            keeper.review(first, clock.getAsLong(), false);
        }
    }

    /** Reviews whoever waits, due or not: no more will come. */
    void reviewAll() throws Exception {
        String waits;
        while ((waits = waiting.first(Long.MAX_VALUE)) != null) {
            keeper.review(waits, clock.getAsLong(), false);
        }
        if (unlistedPending) {
            visitAll(keys.pending(), this::reviewUnlisted);
        }
    }

    /** Looks at everyone whom changes of the catalogue may concern: no more will come. */
    void sweepAll() throws Exception {
        visitAll(keys.known(), this::sweep);
    }

    private static void visitAll(Stream<String> users, KeyWalk.Visitor visitor) throws Exception {
        try (users) {
            for (Iterator<String> user = users.iterator(); user.hasNext(); ) {
                visitor.visit(user.next());
            }
        }
    }

    @Override
    public void close() {
        sweep.close();
        closeUnlisted();
    }

    private void closeUnlisted() {
        if (unlisted != null) {
            unlisted.close();
            unlisted = null;
        }
    }
}
