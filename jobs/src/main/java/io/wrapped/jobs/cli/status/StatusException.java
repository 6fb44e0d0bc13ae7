package io.wrapped.jobs.cli.status;

/** How the system stands cannot be told; the message says why. */
public final class StatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    StatusException(String message, int httpStatus) {
        super(message);
        this.httpStatus = httpStatus;
    }

    StatusException(String message, Throwable cause) {
        super(message, cause);
        this.httpStatus = 0;
    }

    /** What Flink answered instead of 200; 0 where that is not the reason. */
    public int httpStatus() {
        return httpStatus;
    }
}
