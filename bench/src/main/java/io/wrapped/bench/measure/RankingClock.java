package io.wrapped.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Processor time of telling users' years: of each thread that does, between its first and its last
 * user. What else the process does meanwhile is not in it.
 */
public final class RankingClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS_A_SECOND = 1e9;

    /** By thread, its time at the first and at the last user. */
    private static final Map<Long, long[]> TIMES = new HashMap<>();

    private static long users;

    private RankingClock() {}

    /** Forgets who was told. */
    public static synchronized void reset() {
        users = 0;
        TIMES.clear();
    }

    /** A user's year was told by this thread. */
    public static synchronized void told() {
        long now = THREADS.getCurrentThreadCpuTime();
        users++;
        TIMES.computeIfAbsent(Thread.currentThread().getId(), thread -> new long[] {now, now})[1] =
                now;
    }

    /** Processor time of telling, which is measured apart from that of the plays. */
    static synchronized double cpuSeconds() {
        return TIMES.values().stream().mapToLong(times -> times[1] - times[0]).sum()
                / NANOS_A_SECOND;
    }

    /** What was told so far. */
    public static synchronized Figures figures() {
        return new Figures()
                .put(Figure.USERS_RANKED, users)
                .put(Figure.RANKING_CPU_SECONDS, cpuSeconds());
    }
}
