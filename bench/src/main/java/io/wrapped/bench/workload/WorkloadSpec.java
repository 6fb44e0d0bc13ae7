package io.wrapped.bench.workload;

import java.util.Locale;

/**
 * What listening to invent.
 *
 * @param users how many listeners
 * @param plays records on the topic of plays, copies included; met within a tenth of a percent
 * @param heaviest plays of the first listener, 0: drawn like the others' and counted in {@code
 *     plays}, else beside them
 * @param catalogue how many contents there are
 * @param skew exponent of the Zipf law by which new contents are met
 * @param sigma of the log-normal law of plays a listener
 * @param seed the same seed gives the same bytes
 */
public record WorkloadSpec(
        int users, long plays, int heaviest, int catalogue, double skew, double sigma, long seed) {
    private static final int PLAYS_A_CONTENT = 40;
    private static final int SMALLEST_CATALOGUE = 10_000;
    public static final double DEFAULT_SKEW = 0.9;
    public static final double DEFAULT_SIGMA = 1.0;
    public static final long DEFAULT_SEED = 2025;

    public WorkloadSpec {
        if (users < 1 || plays < users || heaviest < 0 || catalogue < 1_000) {
            throw new IllegalArgumentException(
                    "a workload wants a user, a play for each, and 1000 contents; got "
                            + users
                            + " users, "
                            + plays
                            + " plays, "
                            + catalogue
                            + " contents");
        }
        if (skew < 0 || sigma < 0) {
            throw new IllegalArgumentException(
                    "skew and sigma must not be negative: " + skew + ", " + sigma);
        }
    }

    /** Of so many plays and users, all else as by default. */
    public static WorkloadSpec of(int users, long plays) {
        return new WorkloadSpec(
                users, plays, 0, catalogue(plays), DEFAULT_SKEW, DEFAULT_SIGMA, DEFAULT_SEED);
    }

    /** A catalogue that grows with the plays, so that its cost a play stays the same. */
    public static int catalogue(long plays) {
        return (int) Math.max(SMALLEST_CATALOGUE, plays / PLAYS_A_CONTENT);
    }

    /** Names these parameters and the version of the generator, for a folder. */
    String folderName() {
        return String.format(
                Locale.ROOT,
                "workload-%d-u%d-p%d-h%d-c%d-z%s-s%s-%d",
                WorkloadWriter.VERSION,
                users,
                plays,
                heaviest,
                catalogue,
                skew,
                sigma,
                seed);
    }
}
