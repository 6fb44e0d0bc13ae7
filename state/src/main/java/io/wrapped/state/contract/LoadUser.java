package io.wrapped.state.contract;

import io.wrapped.state.rollup.IdHash;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user whom {@code wrapped load} invents. The id begins with a prefix that no service may give to
 * a listener, and ends in a sum over the rest of it: so whoever removes such users can tell that
 * they are no listeners, whatever ids a service gives.
 *
 * @param run name of the run of the load
 * @param number which of its users, from 0 on
 */
public record LoadUser(String run, int number) {
    /** What the ids of all such users begin with. */
    public static final String PREFIX = "wrapped-load:";

    /** Names of runs: few characters, so that none means something to a shell or to HBase. */
    public static final Pattern RUN = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final Pattern ID =
            Pattern.compile(PREFIX + "(" + RUN + "):([0-9]{1,9}):[0-9a-f]{16}");

    public LoadUser {
        if (!RUN.matcher(run).matches() || number < 0) {
            throw new IllegalArgumentException(
                    "user "
                            + number
                            + " of run '"
                            + run
                            + "', expected a name that matches "
                            + RUN);
        }
    }

    /** What the ids of a run's users begin with. */
    public static String prefix(String run) {
        return PREFIX + run + ":";
    }

    /** The user's id. */
    public String id() {
        String begin = prefix(run) + number + ":";
        return begin + HexFormat.of().toHexDigits(IdHash.of(begin));
    }

    /** Whether an id has the prefix, which is all that the hot path looks at. */
    public static boolean hasPrefix(String userId) {
        return userId.startsWith(PREFIX);
    }

    /** The user of an id; null where it is none of a load. */
    public static @Nullable LoadUser of(String userId) {
        Matcher parts = ID.matcher(userId);
        if (!parts.matches()) {
            return null;
        }
        LoadUser user = new LoadUser(parts.group(1), Integer.parseInt(parts.group(2)));
        return user.id().equals(userId) ? user : null;
    }
}
