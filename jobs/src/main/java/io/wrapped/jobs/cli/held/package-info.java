/** What is held of one user, wherever it stands: to be removed, proved gone, or shown. */
@org.jspecify.annotations.NullMarked
package io.wrapped.jobs.cli.held;
