package io.wrapped.state.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as it may stand in a log: type, message, stack and causes of another failure,
 * with users named as {@link LoggedUser} does. HBase's failures tell the row, and so the user.
 */
public final class LoggedFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    private LoggedFailure(String text, StackTraceElement[] stack, @Nullable Throwable cause) {
        super(text, cause, false, true);
        this.text = text;
        setStackTrace(stack);
    }

    /**
     * A failure without the ids of the users whom it may concern. An id is replaced wherever it
     * stands, also within a word: rather a message that is hard to read than one that tells.
     */
    public static LoggedFailure of(Throwable failure, Collection<String> userIds) {
        List<String> longestFirst = new ArrayList<>(Set.copyOf(userIds));
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return of(failure, longestFirst, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static LoggedFailure of(
            Throwable failure, List<String> userIds, Set<Throwable> causesSeen) {
        causesSeen.add(failure);
        Throwable cause = failure.getCause();
        String message = failure.getLocalizedMessage();
        String type = failure.getClass().getName();
        return new LoggedFailure(
                message == null ? type : type + ": " + withoutIds(message, userIds),
                failure.getStackTrace(),
                cause == null || causesSeen.contains(cause)
                        ? null
                        : of(cause, userIds, causesSeen));
    }

    private static String withoutIds(String text, List<String> userIds) {
        String hidden = text;
        for (String userId : userIds) {
            String name = LoggedUser.of(userId);
            hidden = hidden.replace(userId, name).replace(asInRows(userId), name);
        }
        return hidden;
    }

    /** As HBase prints the bytes of a row. */
    private static String asInRows(String userId) {
        StringBuilder printed = new StringBuilder();
        for (byte each : userId.getBytes(StandardCharsets.UTF_8)) {
            if (each >= ' ' && each <= '~' && each != '\\') {
                printed.append((char) each);
            } else {
                printed.append("\\x%02X".formatted(each));
            }
        }
        return printed.toString();
    }

    /** The failure that it stands for, rather than this class. */
    @Override
    public String toString() {
        return text;
    }
}
