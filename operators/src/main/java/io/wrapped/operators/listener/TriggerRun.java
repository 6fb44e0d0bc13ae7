package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A trigger on its way through a subtask's listeners. The stream holds a snapshot of their keys.
 */
final class TriggerRun implements AutoCloseable {
    private final Pending pending;
    private final Stream<String> stream;
    private final Iterator<String> users;

    TriggerRun(Pending pending, Stream<String> stream) {
        this.pending = pending;
        this.stream = stream;
        this.users = stream.iterator();
    }

    Pending pending() {
        return pending;
    }

    Iterator<String> users() {
        return users;
    }

    @Override
    public void close() {
        stream.close();
    }
}
