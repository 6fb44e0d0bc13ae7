package io.wrapped.state.contract;

/**
 * A play as it was kept, which was accepted when it came.
 *
 * @param appendedAt the broker's time stamp of then, epoch milliseconds
 */
public record KeptPlay(long appendedAt, Play play) {}
