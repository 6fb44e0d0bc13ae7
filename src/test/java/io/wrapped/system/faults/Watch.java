package io.wrapped.system.faults;

import io.wrapped.sinks.hbase.Slot;
import io.wrapped.system.harness.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A reader who looks all the time, and notes what no reader may ever see, and when the report job
 * was begun anew.
 */
final class Watch implements AutoCloseable {
    private static final long PAUSE_MS = 200;

    private final Store store;
    private final Payments payments;
    private final LongSupplier reportsRunSince;
    private final List<String> hollow = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::look, "watch");
    private volatile boolean closed;
    private volatile int looks;

    private Watch(Store store, Payments payments, LongSupplier reportsRunSince) {
        this.store = store;
        this.payments = payments;
        this.reportsRunSince = reportsRunSince;
        thread.setDaemon(true);
    }

    static Watch start(Store store, Payments payments, LongSupplier reportsRunSince) {
        Watch watch = new Watch(store, payments, reportsRunSince);
        watch.thread.start();
        return watch;
    }

    private void look() {
        while (!closed) {
            try {
                payments.runsSince(reportsRunSince.getAsLong());
                lookOnce();
                looks++;
            } catch (Exception e) {
                // HBase is away; who reads then is told so.
            } catch (Error e) {
                hollow.add("what a reader cannot read: " + e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void lookOnce() throws Exception {
        payments.stored(Cells.storyTexts(store));
        for (Slot slot : Slot.values()) {
            store.forEach(
                    World.YEAR,
                    slot,
                    (user, document) -> {
                        if (!closed) {
                            hollow.addAll(Cells.hollow(user, document));
                        }
                    });
        }
    }

    /** Where a story was said to be complete without being there. */
    List<String> hollow() {
        return List.copyOf(hollow);
    }

    /** How often it saw everything. */
    int looks() {
        return looks;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
