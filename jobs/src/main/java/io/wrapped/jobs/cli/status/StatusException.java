package io.wrapped.jobs.cli.status;

/** How the system stands cannot be told; the message says why. */
public final class StatusException extends Exception {
    private static final long serialVersionUID = 1L;

    StatusException(String message) {
        super(message);
    }

    StatusException(String message, Throwable cause) {
        super(message, cause);
    }
}
