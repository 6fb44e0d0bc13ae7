/** Making a savepoint of an archive, so that a new deployment starts full. */
package io.wrapped.jobs.bootstrap;
