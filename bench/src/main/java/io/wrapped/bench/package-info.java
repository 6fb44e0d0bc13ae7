/** Benchmarks of the plain logic, and the synthetic listener that they share. */
package io.wrapped.bench;
