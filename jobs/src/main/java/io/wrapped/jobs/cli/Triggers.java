package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes triggers. */
final class Triggers {
    private Triggers() {}

    /** A trigger of a whole year for everyone. */
    static Trigger everyone(int year) {
        return everyone(year, null, Purpose.FINAL);
    }

    /**
     * A trigger for everyone.
     *
     * @param through the last date to cover; null: 31 December
     */
    static Trigger everyone(int year, @Nullable LocalDate through, Purpose purpose) {
        return trigger(year, through, Scope.EVERYONE, List.of(), null, 0, purpose);
    }

    /** A trigger for some users. */
    static Trigger users(
            int year, @Nullable LocalDate through, List<String> userIds, Purpose purpose) {
        return trigger(year, through, Scope.USERS, userIds, null, 0, purpose);
    }

    /** A trigger for a part of all users. */
    static Trigger cohort(
            int year, @Nullable LocalDate through, String salt, double share, Purpose purpose) {
        return trigger(year, through, Scope.COHORT, List.of(), salt, share, purpose);
    }

    private static Trigger trigger(
            int year,
            @Nullable LocalDate through,
            Scope scope,
            List<String> userIds,
            @Nullable String salt,
            double share,
            Purpose purpose) {
        LocalDate last = through == null ? LocalDate.of(year, 12, 31) : through;
        return new Trigger(
                UUID.randomUUID().toString(),
                year,
                Math.toIntExact(last.toEpochDay()),
                scope,
                userIds,
                salt,
                share,
                purpose);
    }
}
