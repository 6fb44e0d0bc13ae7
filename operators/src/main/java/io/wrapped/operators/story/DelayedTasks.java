package io.wrapped.operators.story;

import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
interface DelayedTasks {

    void after(Duration delay, Runnable task);
}
