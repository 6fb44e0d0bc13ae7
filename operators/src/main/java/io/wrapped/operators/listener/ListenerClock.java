package io.wrapped.operators.listener;

/** By which time a listener's review becomes due. */
public enum ListenerClock {
    /** The task's own clock. */
    PROCESSING_TIME,

    /**
     * The brokers' time stamps of the plays that are read: a recorded year passes as it passed when
     * it was recorded, however fast it is read. It stands still when nothing is read.
     */
    BROKER_TIME
}
