package io.wrapped.jobs.savepoint;

/** A savepoint cannot be read; the message names it and says why. */
public final class SavepointException extends Exception {
    private static final long serialVersionUID = 1L;

    SavepointException(String message) {
        super(message);
    }

    SavepointException(String message, Throwable cause) {
        super(message, cause);
    }
}
