package io.wrapped.operators.story;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Tasks that wait until the test runs them; the delays asked for are kept. */
final class ManualTasks implements DelayedTasks {
    final List<Duration> delays = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void after(Duration delay, Runnable task) {
        delays.add(delay);
        tasks.add(task);
    }

    /** Runs what waits, and what that leaves waiting. */
    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
