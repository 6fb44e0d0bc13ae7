package io.wrapped.jobs.cli;

import io.wrapped.jobs.cli.doctor.Reason;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Why something failed, in one line. */
final class Reasons {
    private Reasons() {}

    /** The line of a failure, which is that of its cause where it only carries one. */
    static String of(Throwable carrier) {
        Throwable failure = Reason.cause(carrier);
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        @Nullable String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse(message);
        return failure instanceof CommandException
                ? line
                : failure.getClass().getSimpleName() + ": " + line;
    }
}
