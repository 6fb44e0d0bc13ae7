package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Bounds;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks of user ids that a command line names. */
final class Users {
    private Users() {}

    /**
     * Checks a user id.
     *
     * @param argument where it stands, for the message
     * @throws ParameterException when no user can have it
     */
    static void check(String userId, String argument, CommandLine command) {
        try {
            Bounds.check(new Profile(userId, "UTC", null, null, null, false));
        } catch (RefusedException e) {
            throw new ParameterException(
                    command, argument + ": expected a user id of 1 to 128 characters", e);
        }
    }
}
