/** Invented listening of any size, the same for the same parameters, kept in files. */
package io.wrapped.bench.workload;
