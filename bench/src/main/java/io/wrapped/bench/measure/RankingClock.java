package io.wrapped.bench.measure;

/** Processor time of this process between the first and the last user whose year was told. */
public final class RankingClock {
    private static double first;
    private static double last;
    private static long users;

    private RankingClock() {}

    static synchronized void reset() {
        users = 0;
        first = 0;
        last = 0;
    }

    /** A user's year was told. */
    public static synchronized void told() {
        last = ProcessFigures.cpuSeconds();
        if (users++ == 0) {
            first = last;
        }
    }

    /** Processor time of telling, which is measured apart from that of the plays. */
    static synchronized double cpuSeconds() {
        return last - first;
    }

    /** What was told so far. */
    public static synchronized Figures figures() {
        return new Figures()
                .put(Figure.USERS_RANKED, users)
                .put(Figure.RANKING_CPU_SECONDS, last - first);
    }
}
