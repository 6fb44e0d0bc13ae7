package io.wrapped.state.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command to tell a year (SPEC section 1, topic {@code control}).
 *
 * @param throughEpochDay the last local date to cover, in the year, as days since 1970-01-01
 * @param scope whom it is for
 * @param userIds the users of scope USERS, else empty
 * @param salt of scope COHORT, else null
 * @param share of scope COHORT, in (0, 1], else 0
 */
public record Trigger(
        String commandId,
        int year,
        int throughEpochDay,
        Scope scope,
        List<String> userIds,
        @Nullable String salt,
        double share,
        Purpose purpose) {

    /** Whom a trigger is for. */
    public enum Scope {
        EVERYONE,
        USERS,
        COHORT
    }

    /** Which of a year's documents a trigger writes. */
    public enum Purpose {
        PREVIEW,
        FINAL
    }

    public Trigger {
        userIds = List.copyOf(userIds);
    }

    /** Whether this trigger is for a user, known or not. */
    public boolean covers(String userId) {
        return switch (scope) {
            case EVERYONE -> true;
            case USERS -> userIds.contains(userId);
            case COHORT -> Cohort.contains(salt == null ? "" : salt, share, userId);
        };
    }
}
