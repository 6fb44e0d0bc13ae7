package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, with where it was read (SPEC section 1).
 *
 * @param topic topic, or file, that it was read from
 * @param offset offset in the partition, or row in the file
 * @param key original key bytes, null where there was none or a private play must not be kept; of a
 *     row that names no user, whose file it was
 * @param value original value bytes, null likewise
 * @param timestamp broker time stamp of the record, epoch milliseconds
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long timestamp) {}
