package io.wrapped.local.listeners;

import io.wrapped.state.contract.Play;

/**
 * A play on its way.
 *
 * @param at when it arrives, epoch milliseconds; plays of equal time keep their order
 */
record Arrival(long at, Play play) {}
