package io.wrapped.state.logging;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as it may stand in a log: type, message, stack and causes of another failure,
 * with users named as {@link LoggedUser} does. HBase's failures tell the row, and so the user, and
 * with a region's name the row of another.
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
        return of(
                failure,
                new Redaction(userIds),
                Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static LoggedFailure of(
            Throwable failure, Redaction redaction, Set<Throwable> causesSeen) {
        causesSeen.add(failure);
        Throwable cause = failure.getCause();
        String message = failure.getLocalizedMessage();
        String type = failure.getClass().getName();
        return new LoggedFailure(
                message == null ? type : type + ": " + redaction.of(message),
                failure.getStackTrace(),
                cause == null || causesSeen.contains(cause)
                        ? null
                        : of(cause, redaction, causesSeen));
    }

    /** The failure that it stands for, rather than this class. */
    @Override
    public String toString() {
        return text;
    }
}
