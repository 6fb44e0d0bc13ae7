package io.wrapped.state.rollup;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Listening that is at hand as a whole.
 *
 * @param rollups of all dates
 */
public record KnownListening(Items items, DayRollups rollups) implements Listening {

    @Override
    public DayRollups year(int year) {
        return rollups.between(
                Math.toIntExact(LocalDate.of(year, 1, 1).toEpochDay()),
                Math.toIntExact(LocalDate.of(year, 12, 31).toEpochDay()));
    }

    @Override
    public SortedSet<Integer> years() {
        SortedSet<Integer> years = new TreeSet<>();
        for (DayRollup day : rollups.days()) {
            years.add(LocalDate.ofEpochDay(day.epochDay()).getYear());
        }
        return years;
    }
}
