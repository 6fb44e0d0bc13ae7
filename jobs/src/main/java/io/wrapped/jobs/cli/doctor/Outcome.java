package io.wrapped.jobs.cli.doctor;

/** How a check ended, from the best to the worst. */
public enum Outcome {
    /** It is as it should be. */
    OK,
    /** It was not asked for. */
    SKIPPED,
    /** What has to be looked at cannot be seen, from here or while something else is wrong. */
    UNKNOWN,
    /** It works, and is not as it should be. */
    WARNING,
    /** It does not work, or will not for long. */
    FAILED;

    Outcome worse(Outcome other) {
        return compareTo(other) < 0 ? other : this;
    }
}
