/** Flink as it runs in a cluster: every part a process of its own, which tests may kill. */
@org.jspecify.annotations.NullMarked
package io.wrapped.system.processes;
