/** A listener's state in Flink: rolling up, reviewing, and telling a year when triggered. */
package io.wrapped.operators.listener;
