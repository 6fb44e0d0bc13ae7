package io.wrapped.state.contract;

import org.jspecify.annotations.Nullable;

/**
 * A record of the play topic, as a {@link PlayDecoder} is given it.
 *
 * @param value its bytes, which are not to be changed
 * @param key its key, null where it has none
 * @param timestamp the broker's, epoch milliseconds
 */
public record PlayRecord(byte[] value, byte @Nullable [] key, long timestamp) {}
