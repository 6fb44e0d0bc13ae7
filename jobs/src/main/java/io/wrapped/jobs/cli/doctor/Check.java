package io.wrapped.jobs.cli.doctor;

/**
 * One thing to look at.
 *
 * @param hint what to do when looking at it fails or takes too long
 */
record Check(String name, String hint, Look look) {

    /** Looks at it. */
    @FunctionalInterface
    interface Look {
        /**
         * @throws Exception when it cannot be seen
         */
        Verdict look() throws Exception;
    }
}
