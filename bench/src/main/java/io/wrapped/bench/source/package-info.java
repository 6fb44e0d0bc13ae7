/** Flink sources that read a workload's files. */
package io.wrapped.bench.source;
