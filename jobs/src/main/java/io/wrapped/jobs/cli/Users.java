package io.wrapped.jobs.cli;

import io.wrapped.state.contract.Bounds;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks of user ids that a command line names. */
final class Users {
    private Users() {}

    /**
     * The users that are named, in the order of their ids.
     *
     * @param named one by one, null where a file names them
     * @param file an id a line, null without
     * @throws IOException when the file cannot be read
     * @throws ParameterException when an id is none
     */
    static SortedSet<String> read(
            @Nullable List<String> named, @Nullable Path file, CommandLine command)
            throws IOException {
        SortedSet<String> users = new TreeSet<>(CodePoints::compare);
        if (file != null) {
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(users::add);
        }
        if (named != null) {
            users.addAll(named);
        }
        users.forEach(user -> check(user, "listener \"" + user + "\"", command));
        return users;
    }

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
