package io.wrapped.operators.source;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Says whether a reader may read on. An operator that works on records outside the task's thread
 * can hold back its reader by it: were it to wait inside the task's thread until it has room, no
 * checkpoint could be taken meanwhile.
 */
public interface Intake {
    /** Whether a record may be read now. */
    boolean isOpen();

    /** Done once it is open. */
    CompletableFuture<Void> whenOpen();

    /**
     * Hears how many records are left to read.
     *
     * @param count safe for use by any thread
     */
    void showUnread(LongSupplier count);

    /** The intake of a subtask; asked for in the task's thread once all operators are open. */
    @FunctionalInterface
    interface OfSubtask extends Serializable {
        Intake of(int subtask);
    }

    /** One that is always open. */
    static Intake unlimited() {
        return new Intake() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public CompletableFuture<Void> whenOpen() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void showUnread(LongSupplier count) {}
        };
    }
}
