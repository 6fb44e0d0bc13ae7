package io.wrapped.jobs.cli;

/** A command cannot do what it was asked; its message is the one line that says why. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
