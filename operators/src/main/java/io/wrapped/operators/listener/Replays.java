package io.wrapped.operators.listener;

import io.wrapped.state.contract.KeptPlay;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.state.contract.Replay;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.ListeningDifference;
import io.wrapped.state.rollup.Origin;
import io.wrapped.state.rollup.PlayEvent;
import io.wrapped.state.rollup.ReplayEnd;
import io.wrapped.state.rollup.ReplayMark;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds listeners anew from plays that were kept elsewhere, beside what holds of them, and puts
 * the one in place of the other when all is there. Meanwhile what holds goes on as ever, and every
 * live play that it takes in is kept for what is built.
 *
 * <p>A play that what holds took in before a replay began was appended before its sender was told
 * so, and is among what the sender then reads; one that came later is kept here. That is true
 * within one life of a job: where a later start applies the beginning again, as after going back to
 * a savepoint from before it, plays may have been taken in that nobody kept. The token tells: it is
 * the epoch of the start that began it, and the sender was not told before a checkpoint had it.
 */
final class Replays {
    private final ReplayState state;
    private final ReplaysUnderWay underWay;
    private final Listeners listeners;
    private final Keeper keeper;
    private final int minimumStreamMs;
    private final long token;
    private final BooleanSupplier changesRead;
    private final DurableOutcomes outcomes;
    private @Nullable Built open;

    /** What was built of one listener, in memory, since plays of one come one after the other. */
    private static final class Built {
        private final String userId;
        private final Listener listener;
        private final ListenerFold fold;
        private ReplayMark mark;

        Built(String userId, Listener listener, ListenerFold fold, ReplayMark mark) {
            this.userId = userId;
            this.listener = listener;
            this.fold = fold;
            this.mark = mark;
        }
    }

    private static final class RefusedReplayException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedReplayException(String reason) {
            super(reason);
        }
    }

    /**
     * @param minimumStreamMs shorter plays are no streams, milliseconds
     * @param token the epoch of this start of the task
     * @param changesRead whether profiles have been read up to the start, so that plays may be
     *     given their dates
     */
    Replays(
            ReplayState state,
            ReplaysUnderWay underWay,
            Listeners listeners,
            Keeper keeper,
            int minimumStreamMs,
            long token,
            BooleanSupplier changesRead,
            DurableOutcomes outcomes) {
        this.state = state;
        this.underWay = underWay;
        this.listeners = listeners;
        this.keeper = keeper;
        this.minimumStreamMs = minimumStreamMs;
        this.token = token;
        this.changesRead = changesRead;
        this.outcomes = outcomes;
    }

    /** Does what a step says; its outcome is told when it cannot be undone any more. */
    void apply(Replay replay, @Nullable Origin origin, long now) throws Exception {
        String userId = replay.userId();
        if (replay.step() == Replay.Step.END && !changesRead.getAsBoolean()) {
            // Read again after a restart, ahead of profiles. Who waits says it once more.
            return;
        }
        if (open != null && !open.userId.equals(userId)) {
            save();
        }
        LoadedListener holding = listeners.load(userId);
        try {
            switch (replay.step()) {
                case BEGIN -> {
                    long begunWith = begin(replay, holding.listener(), now);
                    tell(origin, userId, Result.BEGUN, null, begunWith);
                }
                case PLAYS -> add(replay, holding.listener());
                case END -> {
                    int changed = end(replay, now);
                    tell(origin, userId, Result.REPLAYED, null, changed);
                }
                case ABANDON -> {
                    forget(replay);
                    tell(origin, userId, Result.APPLIED, null, 0);
                }
            }
        } catch (RefusedReplayException e) {
            forget(replay);
            tell(origin, userId, Result.REPLAY_REFUSED, e.getMessage(), 0);
        }
    }

    /** Keeps in state what was built in memory. */
    void save() throws Exception {
        if (open == null) {
            return;
        }
        listeners.load(open.userId);
        if (underWay.mark(open.userId) != null) {
            open.fold.flush();
            state.update(open.listener);
            state.update(open.mark);
        }
        open = null;
    }

    /**
     * @return the token
     */
    private long begin(Replay replay, Listener holding, long now) throws Exception {
        if (holding.erased()) {
            throw new RefusedReplayException("the user is erased");
        }
        ReplayMark mark = underWay.mark(replay.userId());
        if (mark != null && mark.replayId().equals(replay.replayId())) {
            return mark.token();
        }
        forget(replay.userId());
        underWay.begin(
                replay.userId(),
                new ReplayMark(replay.replayId(), token, now, listeners.catalogueTime(), 0));
        return token;
    }

    /** What does not follow on what came before is passed over: the end will be refused. */
    private void add(Replay replay, Listener holding) throws Exception {
        Built built = built(replay.userId(), holding);
        if (built == null
                || !built.mark.replayId().equals(replay.replayId())
                || built.mark.next() != replay.number()) {
            return;
        }
        for (KeptPlay kept : replay.plays()) {
            if (kept.play().msPlayed() >= minimumStreamMs && !kept.play().privateSession()) {
                built.fold.fold(PlayEvent.of(kept.play(), kept.appendedAt(), null));
            }
        }
        built.fold.flush();
        built.mark = built.mark.advanced();
    }

    private @Nullable Built built(String userId, Listener holding) throws Exception {
        ReplayMark mark = underWay.mark(userId);
        if (mark == null) {
            open = null;
        } else if (open == null) {
            Listener listener = state.listener(userId, holding);
            open =
                    new Built(
                            userId,
                            listener,
                            new ListenerFold(
                                    listener, state.settled(), listeners.catalogue()::keepsUri),
                            mark);
        }
        return open;
    }

    /**
     * @return how many dates changed
     */
    private int end(Replay replay, long now) throws Exception {
        String userId = replay.userId();
        ReplayEnd last = state.end();
        if (last != null && last.replayId().equals(replay.replayId())) {
            // Who asks again was not told.
            return last.changedDates();
        }
        Built built = complete(replay, built(userId, listeners.load(userId).listener()));
        // What waits is folded, and so kept for what is built.
        keeper.fold(userId, now);
        LoadedListener holding = listeners.load(userId);
        if (underWay.mark(userId) == null) {
            throw new RefusedReplayException("it was begun more than a day ago");
        }
        ListenerFold fold = built.fold;
        state.livePlays(userId).forEach(fold::fold);
        fold.flush();
        int missing = holding.fold().eventsMissingFrom(fold);
        if (missing > 0 && !replay.forgetMissing()) {
            throw new RefusedReplayException(
                    missing
                            + (missing == 1 ? " play that is" : " plays that are")
                            + " counted now would be lost: what was kept begins too late, or has"
                            + " gaps");
        }
        IntSet changed = ListeningDifference.days(holding.fold(), fold);
        holding.listener().takeStreams(built.listener, changed, built.mark.catalogueTime());
        listeners.state().settled().takeOver(state.settled());
        listeners.kept().remove(userId);
        listeners.save(userId, holding.listener(), now);
        listeners.reviewLater(userId, holding.listener(), now);
        forget(userId);
        state.update(new ReplayEnd(replay.replayId(), changed.size()));
        listeners.metrics().replays.inc();
        return changed.size();
    }

    private static Built complete(Replay replay, @Nullable Built built)
            throws RefusedReplayException {
        if (built == null || !built.mark.replayId().equals(replay.replayId())) {
            throw new RefusedReplayException(
                    "it was never begun, or given up: another one was begun, or the user was erased"
                            + " or moved to another zone meanwhile");
        }
        ReplayMark mark = built.mark;
        if (mark.token() != replay.token()) {
            throw new RefusedReplayException(
                    "the job has gone back to before it began, and may have taken in plays that it"
                            + " does not know");
        }
        if (mark.next() != replay.number()) {
            throw new RefusedReplayException(
                    "only " + mark.next() + " of its " + replay.number() + " parts have come");
        }
        return built;
    }

    /** Another replay of the user's is left alone. */
    private void forget(Replay replay) throws Exception {
        ReplayMark mark = underWay.mark(replay.userId());
        if (mark != null && mark.replayId().equals(replay.replayId())) {
            forget(replay.userId());
        }
    }

    private void forget(String userId) {
        open = null;
        underWay.forget(userId);
    }

    private void tell(
            @Nullable Origin origin,
            String userId,
            Result result,
            @Nullable String reason,
            long number) {
        if (result == Result.REPLAY_REFUSED) {
            listeners.metrics().replaysRefused.inc();
        }
        if (origin != null) {
            outcomes.add(origin.replay(userId, result, reason, number));
        }
    }
}
