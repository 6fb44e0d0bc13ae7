package io.wrapped.operators.story;

/**
 * When calls are made.
 *
 * @param delayed runs what has to wait
 * @param backoff how long what failed waits
 * @param rate how far calls of the model are apart
 */
record Pace(DelayedTasks delayed, Backoff backoff, CallRate rate) {}
