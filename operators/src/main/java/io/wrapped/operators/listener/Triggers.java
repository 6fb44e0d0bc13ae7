package io.wrapped.operators.listener;

import io.wrapped.operators.listener.PendingTriggers.Pending;
import io.wrapped.operators.listener.TriggerWalk.Teller;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/** Runs triggers through a subtask's listeners, one after the other, at a bounded pace. */
final class Triggers implements AutoCloseable {
    private static final long TICK_MS = 20;

    private final PendingTriggers pending;
    private final ListenerKeys keys;
    private final Teller teller;
    private final Supplier<List<String>> unsaved;
    private final Consumer<Pending> whenDone;
    private final ProcessingTimeService time;
    private final int listenersATick;
    private final long turnNanos;
    private long watermark = Long.MIN_VALUE;
    private @Nullable TriggerWalk walk;

    // Read by whoever reports metrics.
    private volatile double progress;
    private volatile int waiting;

    /**
     * @param unsaved says of whom state may hold nothing yet
     * @param whenDone is told of each trigger that has gone through all listeners
     * @param listenersASecond told at most
     * @param turn for so long at once, at most
     */
    Triggers(
            PendingTriggers pending,
            ListenerKeys keys,
            Teller teller,
            Supplier<List<String>> unsaved,
            Consumer<Pending> whenDone,
            ProcessingTimeService time,
            int listenersASecond,
            Duration turn) {
        this.pending = pending;
        this.keys = keys;
        this.teller = teller;
        this.unsaved = unsaved;
        this.whenDone = whenDone;
        this.time = time;
        this.listenersATick = Math.max(1, Math.toIntExact(listenersASecond * TICK_MS / 1000));
        this.turnNanos = turn.toNanos();
        this.waiting = pending.size();
    }

    void add(Pending trigger) throws Exception {
        pending.add(trigger);
        start();
    }

    /** How far the trigger at hand has come, from 0 to 1; 1 when there is none. */
    double progress() {
        return waiting == 0 ? 1 : progress;
    }

    /** How many are not through, the one at hand among them. */
    int waiting() {
        return waiting;
    }

    /** All that was appended up to that broker time has been applied. */
    void appliedUpTo(long newWatermark) throws Exception {
        watermark = newWatermark;
        start();
    }

    /** Runs all that are due without a pace. */
    void runAll() throws Exception {
        start();
        while (walk != null) {
            advance(Integer.MAX_VALUE);
            start();
        }
    }

    void snapshot(ListState<byte[]> state) throws Exception {
        pending.snapshot(state);
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
            walk = null;
        }
    }

    private void start() throws Exception {
        waiting = pending.size();
        if (walk != null) {
            return;
        }
        Pending next = pending.next(watermark);
        if (next != null) {
            walk = new TriggerWalk(next, keys, unsaved);
            registerTick();
        }
    }

    private void registerTick() {
        time.registerTimer(
                time.getCurrentProcessingTime() + TICK_MS,
                now -> {
                    advance(listenersATick);
                    if (walk != null) {
                        registerTick();
                    } else {
                        start();
                    }
                });
    }

    private void advance(int listeners) throws Exception {
        if (walk == null) {
            return;
        }
        boolean more = walk.advance(listeners, System.nanoTime() + turnNanos, teller);
        progress = walk.progress();
        if (more) {
            return;
        }
        Pending done = walk.pending();
        close();
        pending.remove(done);
        waiting = pending.size();
        progress = 0;
        whenDone.accept(done);
    }
}
