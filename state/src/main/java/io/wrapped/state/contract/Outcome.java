package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * What became of one record that an import sent; the sum of an import's outcomes is its report
 * (SPEC section 7). Identified by topic, partition and offset, so a repeated outcome counts once.
 */
public record Outcome(
        String importId,
        String topic,
        int partition,
        long offset,
        Result result,
        @Nullable String reason) {

    /**
     * What a record can become. {@code APPLIED} is for profiles, exclusions and catalogue items.
     */
    public enum Result {
        STREAM,
        ERASED,
        TOO_SHORT,
        PRIVATE,
        DUPLICATE,
        DEAD_LETTER,
        APPLIED
    }
}
