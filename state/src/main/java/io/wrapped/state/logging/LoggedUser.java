package io.wrapped.state.logging;

import io.wrapped.state.rollup.IdHash;
import java.util.HexFormat;

/**
 * A user as log lines name one: {@code #} and the sixteen hexadecimal digits of the id's {@link
 * IdHash}. The same user has the same name for all time and in both jobs, so lines can be found by
 * who knows the id, and no erasure has to look for them.
 */
public final class LoggedUser {
    private LoggedUser() {}

    /** The name of a user. */
    public static String of(String userId) {
        return "#" + HexFormat.of().toHexDigits(IdHash.of(userId));
    }
}
