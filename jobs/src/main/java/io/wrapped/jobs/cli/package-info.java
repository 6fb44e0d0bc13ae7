/** The {@code wrapped} command. */
package io.wrapped.jobs.cli;
