package io.wrapped.jobs.cli.load;

import io.wrapped.jobs.listening.Audience;
import io.wrapped.jobs.listening.Contents;
import io.wrapped.jobs.listening.InventedListener;
import io.wrapped.state.contract.LoadUser;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What a load is to do.
 *
 * @param run its name, which the ids of its users hold
 * @param users how many listen
 * @param plays a second
 * @param reads of reviews a second
 * @param triggers a second, of one user each
 * @param duration how long
 * @param window of how long figures are told apart
 * @param listened the dates that its users live through
 */
public record LoadPlan(
        String run,
        int users,
        double plays,
        double reads,
        double triggers,
        Duration duration,
        Duration window,
        Span listened) {

    // As the benchmarks have it.
    private static final int PLAYS_A_CONTENT = 40;
    private static final int FEWEST_CONTENTS = 10_000;
    private static final double SKEW = 0.9;
    private static final double SIGMA = 1.0;

    /** The generator meets a number of plays within a tenth of a percent, and must not run out. */
    private static final double SPARE = 1.01;

    /**
     * Dates of one year.
     *
     * @param firstDay epoch days
     * @param days how many
     */
    public record Span(int year, int firstDay, int days) {
        private static final int LEAST_DAYS = 30;

        /**
         * The year until lately, or the last one as long as this one is young: all of what is
         * listened is over, and in one year, in every zone.
         */
        public static Span before(LocalDate today) {
            int year = today.minusDays(LEAST_DAYS).getYear();
            LocalDate first = LocalDate.of(year, 1, 1);
            LocalDate yearsEnd = LocalDate.of(year, 12, 31);
            LocalDate yesterday = today.minusDays(1);
            LocalDate end = yesterday.isBefore(yearsEnd) ? yesterday : yearsEnd;
            int firstDay = Math.toIntExact(first.toEpochDay());
            // Nobody begins a session on the last date: what runs past midnight stays in the year.
            return new Span(year, firstDay, Math.toIntExact(end.toEpochDay()) - firstDay);
        }

        /** The last date that a play can be on, epoch days. */
        public int lastDay() {
            return firstDay + days;
        }
    }

    /** How many plays it takes. */
    public long allPlays() {
        return Math.round(plays * seconds());
    }

    /** How many triggers it sends at most. */
    public long allTriggers() {
        return (long) Math.ceil(triggers * seconds());
    }

    /** How many windows there are; the last one may be shorter. */
    public long windows() {
        return (duration.toMillis() + window.toMillis() - 1) / window.toMillis();
    }

    double seconds() {
        return duration.toMillis() / 1e3;
    }

    /** What there is to listen to. */
    Contents contents() {
        long count = Math.max(FEWEST_CONTENTS, allPlays() / PLAYS_A_CONTENT);
        return new Contents((int) Math.min(Integer.MAX_VALUE - 1L, count), SKEW);
    }

    /** Who listens; nobody where nothing is played. */
    public List<InventedListener> listeners() {
        if (plays == 0) {
            return List.of();
        }
        long spared = (long) Math.ceil(allPlays() * SPARE) + 1;
        return new Audience(users, spared, 0, SIGMA, run.hashCode(), true)
                .listeners(listened.days(), contents(), number -> new LoadUser(run, number).id());
    }
}
