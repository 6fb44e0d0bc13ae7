package io.wrapped.jobs.listening;

import io.wrapped.state.contract.Play;
import java.util.Comparator;

/**
 * A play as a broker is given it.
 *
 * @param timestamp when, epoch milliseconds
 * @param sequence tells those of one time stamp apart
 * @param listener the number of whose it is
 * @param copy whether the same event was given before
 */
public record Arrival(long timestamp, long sequence, int listener, Play play, boolean copy) {
    static final Comparator<Arrival> ORDER =
            Comparator.comparingLong(Arrival::timestamp).thenComparingLong(Arrival::sequence);
}
