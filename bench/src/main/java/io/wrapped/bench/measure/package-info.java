/** What a run costs: processor time, memory, state and checkpoints. */
package io.wrapped.bench.measure;
