/** What savepoints and retained checkpoints of the wrapped job hold. */
package io.wrapped.jobs.savepoint;
