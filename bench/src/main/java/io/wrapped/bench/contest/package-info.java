/** The contestants: ways to keep everyone's year, each run in a process of its own. */
package io.wrapped.bench.contest;
