package io.wrapped.state.rollup;

import io.wrapped.state.contract.Zones;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The local date of a play (SPEC section 2). */
public final class LocalDates {
    private static final long MS_A_DAY = TimeUnit.DAYS.toMillis(1);

    private LocalDates() {}

    /**
     * The date of {@code endedAt} at the play's own offset when present, else in the listener's
     * zone, else in UTC; as days since 1970-01-01.
     *
     * @param endedAt epoch milliseconds
     */
    public static int epochDay(
            long endedAt, @Nullable Integer utcOffsetMinutes, @Nullable String zone) {
        return Math.toIntExact(
                Math.floorDiv(endedAt + offsetMs(endedAt, utcOffsetMinutes, zone), MS_A_DAY));
    }

    private static long offsetMs(
            long endedAt, @Nullable Integer utcOffsetMinutes, @Nullable String zone) {
        if (utcOffsetMinutes != null) {
            return TimeUnit.MINUTES.toMillis(utcOffsetMinutes);
        }
        if (zone == null) {
            return 0;
        }
        return TimeUnit.SECONDS.toMillis(Zones.offsetSeconds(zone, endedAt));
    }
}
