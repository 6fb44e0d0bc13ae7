package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Scope;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One trigger on its way through a subtask's listeners. It holds a snapshot of their keys, so that
 * what happens meanwhile does not disturb it.
 */
final class TriggerWalk implements AutoCloseable {
    private final Pending pending;
    private final ListenerKeys keys;
    private final Stream<String> stream;
    private final Iterator<String> users;
    private double progress;

    /** Tells one listener's year. */
    @FunctionalInterface
    interface Teller {
        /**
         * @return whether the listener was told now, rather than before or not at all
         */
        boolean tell(String userId, Pending pending) throws Exception;
    }

    /**
     * @param unsaved says of whom state may hold nothing yet
     */
    TriggerWalk(Pending pending, ListenerKeys keys, Supplier<List<String>> unsaved) {
        this.pending = pending;
        this.keys = keys;
        Trigger trigger = pending.trigger();
        this.stream =
                trigger.scope() == Scope.USERS
                        ? trigger.userIds().stream().distinct().filter(keys::isHere)
                        : Stream.concat(keys.all(), unsaved.get().stream());
        this.users = stream.iterator();
    }

    Pending pending() {
        return pending;
    }

    /** How far it has come, from 0 to 1, by key groups; 0 where it goes through named users. */
    double progress() {
        return progress;
    }

    /**
     * Tells the next listeners, as many as given, or fewer when the time is up.
     *
     * @return whether there are more
     */
    boolean advance(int listeners, long untilNanos, Teller teller) throws Exception {
        boolean everyone = pending.trigger().scope() != Scope.COHORT;
        int told = 0;
        String userId = "";
        try {
            while (told < listeners) {
                if (!users.hasNext()) {
                    return false;
                }
                userId = users.next();
                if ((everyone || pending.trigger().covers(userId))
                        && teller.tell(userId, pending)) {
                    told++;
                }
                if (System.nanoTime() - untilNanos > 0) {
                    return true;
                }
            }
            return true;
        } finally {
            if (!userId.isEmpty() && pending.trigger().scope() != Scope.USERS) {
                // Those of whom state holds no more than plays, or nothing yet, come last.
                progress = Math.max(progress, keys.shareBefore(userId));
            }
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
