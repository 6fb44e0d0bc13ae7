package io.wrapped.operators.decode;

/** Names of what the wrapped job counts about records as they come in. */
public final class DecodeMetrics {
    /** Records read, whatever became of them. */
    public static final String RECORDS = "records";

    /** Records that went to the dead-letter topic. */
    public static final String DEAD_LETTERS = "deadLetters";

    /** Plays below the minimum of a stream, dropped. */
    public static final String SHORT_PLAYS = "shortPlays";

    /** Private plays, dropped. */
    public static final String PRIVATE_PLAYS = "privatePlays";

    private DecodeMetrics() {}
}
