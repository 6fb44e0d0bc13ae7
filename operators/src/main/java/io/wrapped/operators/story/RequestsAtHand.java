package io.wrapped.operators.story;

import io.wrapped.operators.source.Intake;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The requests that one subtask has read and not answered. No more are read while there is no room
 * for them, so that the async operator is never full: it would block the task's thread until the
 * model answers, and no checkpoint could be taken before.
 *
 * <p>The reader and the function of a subtask are chained into one task, so they find this by a
 * name that both were given when the job was built.
 */
final class RequestsAtHand implements Intake {
    private static final Map<String, RequestsAtHand> OPEN = new ConcurrentHashMap<>();

    private final int most;
    private int count;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
    private volatile LongSupplier unread = () -> 0;

    /**
     * @param most requests for which there is room; a restore may hand back more
     */
    RequestsAtHand(int most) {
        this.most = most;
    }

    /** Opens a subtask's, in place of one that an earlier attempt may have left. */
    static RequestsAtHand open(String job, int subtask, int most) {
        RequestsAtHand opened = new RequestsAtHand(most);
        OPEN.put(key(job, subtask), opened);
        return opened;
    }

    /**
     * What the subtask's function opened.
     *
     * @throws IllegalStateException when it has not, since it runs elsewhere
     */
    static RequestsAtHand of(String job, int subtask) {
        RequestsAtHand opened = OPEN.get(key(job, subtask));
        if (opened == null) {
            throw new IllegalStateException(
                    "requests are read in another task than they are answered in; the report job"
                            + " needs pipeline.operator-chaining.enabled: true");
        }
        return opened;
    }

    void close(String job, int subtask) {
        OPEN.remove(key(job, subtask), this);
    }

    private static String key(String job, int subtask) {
        return job + "/" + subtask;
    }

    /** A request was read. */
    synchronized void take() {
        count++;
        if (count == most) {
            room = new CompletableFuture<>();
        }
    }

    /** A request was answered. */
    void answer() {
        CompletableFuture<Void> freed;
        synchronized (this) {
            count--;
            freed = count == most - 1 ? room : null;
        }
        if (freed != null) {
            freed.complete(null);
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return count < most;
    }

    @Override
    public synchronized CompletableFuture<Void> whenOpen() {
        return room;
    }

    @Override
    public void showUnread(LongSupplier count) {
        unread = count;
    }

    /** Requests that wait for their end: those at hand and those that were not read. */
    long waiting() {
        return unread.getAsLong() + count();
    }

    private synchronized int count() {
        return count;
    }
}
