package io.wrapped.system.faults;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Inflicts the faults of a schedule, each when its share of the listening has been sent. */
final class Storm implements Runnable {
    /** Long enough for a trigger to come through. */
    private static final Duration TELLING = Duration.ofMinutes(1);

    private final Ground ground;
    private final Schedule schedule;
    private final int records;
    private final Payments payments;
    private final Map<Fault, Integer> inflicted = new EnumMap<>(Fault.class);

    /** So many faults come while listening is sent, the rest while stories are told of it. */
    private final int flowing;

    private int sent;
    private int begun;
    private int kills;
    private int duringCheckpoint;
    private int beforeAnswer;
    private int beforePut;
    private @Nullable Throwable failure;

    /**
     * How many faults there were.
     *
     * @param kills of a process
     * @param duringCheckpoint of these, while a checkpoint was under way
     * @param beforeAnswer of these, while a story was asked for and not answered
     * @param beforePut of these, while a story was answered and not seen in the store
     */
    record Counts(
            Map<Fault, Integer> byKind,
            int kills,
            int duringCheckpoint,
            int beforeAnswer,
            int beforePut) {
        int all() {
            return byKind.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Storm(Ground ground, Schedule schedule, int records, Payments payments) {
        this.ground = ground;
        this.schedule = schedule;
        this.records = records;
        this.payments = payments;
        flowing = (int) schedule.entries().stream().filter(entry -> !entry.whileTelling()).count();
    }

    /** One more record was sent; the sender waits where it is too far ahead of the faults. */
    synchronized void sentOne() {
        sent++;
        notifyAll();
        try {
            while (begun < faultsBefore(sent) && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many faults must have begun before so many records may have been sent. */
    private int faultsBefore(int ofRecords) {
        return Math.max(0, flowing * ofRecords / records - 1);
    }

    private synchronized void awaitShare(int fault) throws InterruptedException {
        int share = fault < flowing ? (fault + 1) * records / flowing : records;
        while (sent < share) {
            wait();
        }
    }

    /** Inflicts the rest without waiting for more to be sent. */
    synchronized void sendingEnded() {
        sent = records;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < schedule.entries().size(); i++) {
                awaitShare(i);
                Schedule.Entry entry = schedule.entries().get(i);
                if (entry.whileTelling()) {
                    awaitTelling();
                }
                TimeUnit.MILLISECONDS.sleep(entry.delay().toMillis());
                begin(entry);
                ground.inflict(entry);
            }
        } catch (Throwable e) {
            synchronized (this) {
                failure = e;
                notifyAll();
            }
        }
    }

    private void awaitTelling() throws InterruptedException {
        long end = System.nanoTime() + TELLING.toNanos();
        while (!payments.areUnderWay() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void begin(Schedule.Entry entry) {
        boolean checkpointing = ground.isCheckpointing();
        synchronized (this) {
            begun++;
            inflicted.merge(entry.fault(), 1, Integer::sum);
            payments.faultBegins();
            if (entry.fault().kills()) {
                kills++;
                duringCheckpoint += checkpointing ? 1 : 0;
                beforeAnswer += payments.unanswered() > 0 ? 1 : 0;
                beforePut += payments.notStored() > 0 ? 1 : 0;
            }
            notifyAll();
        }
    }

    synchronized Counts counts() {
        return new Counts(Map.copyOf(inflicted), kills, duringCheckpoint, beforeAnswer, beforePut);
    }

    /** Why a fault could not be inflicted. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }
}
