package io.wrapped.operators.source;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read.
 *
 * @param timestamp the broker's, epoch milliseconds
 * @param importId value of the header {@link #IMPORT_HEADER}, null where an import did not send it
 * @param importClock value of the header {@link #CLOCK_HEADER}, epoch milliseconds, likewise
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String importId,
        @Nullable Long importClock) {

    /** Header by which an import marks its records, to be told what became of each. */
    public static final String IMPORT_HEADER = "wrapped-import";

    /**
     * Header by which an import tells its current time (epoch milliseconds, decimal), which stands
     * for the broker's time stamp where bounds are checked (SPEC section 7).
     */
    public static final String CLOCK_HEADER = "wrapped-import-clock";

    /** The time against which the record's bounds are checked, epoch milliseconds. */
    public long clock() {
        return importClock == null ? timestamp : importClock;
    }
}
