package io.wrapped.system.load;

import io.wrapped.system.processes.ProcessJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Measures one while after the other. */
final class Rounds {
    private static final long POLL_MS = 500;

    private final ProcessJob job;
    private final List<Round> all = new ArrayList<>();

    /** What is done meanwhile, and waited for. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    Rounds(ProcessJob job) {
        this.job = job;
    }

    /** Measures what others and checkpoints take while something is done. */
    void run(String name, Others others, Work work) throws Exception {
        long failedBefore = job.failedCheckpoints();
        long lastBefore = last(job.completedCheckpoints());
        others.takeLags();
        SortedMap<Long, Long> checkpoints = Collections.synchronizedSortedMap(new TreeMap<>());
        AtomicBoolean ended = new AtomicBoolean();
        Thread watch =
                new Thread(
                        () -> {
                            // Flink shows the last ten only.
                            while (!ended.get()) {
                                checkpoints.putAll(job.completedCheckpoints());
                                sleep();
                            }
                        },
                        "checkpoints");
        watch.start();
        long begun = System.nanoTime();
        work.run();
        // A checkpoint that is under way, and waits, counts.
        long ending = System.currentTimeMillis();
        while (job.lastCheckpointBegunAt() < ending) {
            sleep();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        checkpoints.putAll(job.completedCheckpoints());
        ended.set(true);
        watch.join();
        List<Long> durations = new ArrayList<>(checkpoints.tailMap(lastBefore + 1).values());
        Collections.sort(durations);
        all.add(
                new Round(
                        name,
                        others.takeLags(),
                        durations,
                        job.failedCheckpoints() - failedBefore,
                        seconds));
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long last(SortedMap<Long, Long> checkpoints) {
        return checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
    }

    List<Round> all() {
        return all;
    }

    /** A table of all of them. */
    String markdown() {
        StringBuilder table = new StringBuilder(Round.heading());
        all.forEach(round -> table.append(round.row()));
        return table.toString();
    }
}
