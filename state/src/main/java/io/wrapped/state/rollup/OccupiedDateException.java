package io.wrapped.state.rollup;

import java.time.LocalDate;

/** A date cannot be moved to one that has streams already. */
public final class OccupiedDateException extends Exception {
    private static final long serialVersionUID = 1L;

    OccupiedDateException(int from, int to) {
        super(
                LocalDate.ofEpochDay(from)
                        + " cannot become "
                        + LocalDate.ofEpochDay(to)
                        + ", which has streams of its own");
    }
}
