package io.wrapped.operators.source;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read.
 *
 * @param timestamp the broker's, epoch milliseconds
 * @param importId value of the header {@link #IMPORT_HEADER}, null where an import did not send it
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String importId) {

    /** Header by which an import marks its records, to be told what became of each. */
    public static final String IMPORT_HEADER = "wrapped-import";
}
