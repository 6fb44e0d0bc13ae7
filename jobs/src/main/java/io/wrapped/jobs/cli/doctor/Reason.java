package io.wrapped.jobs.cli.doctor;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException;

/** Why something failed, in one line. */
public final class Reason {
    private static final int LENGTH = 200;

    private Reason() {}

    static String of(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + line(message);
    }

    /** The first line, shortened. */
    static String line(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }

    /**
     * What failed, where a failure only carries it; the first line of HBase's says nothing else.
     */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean carries =
                failure instanceof ExecutionException
                        || failure instanceof CompletionException
                        || failure instanceof RetriesExhaustedException;
        return carries && cause != null ? cause(cause) : failure;
    }
}
