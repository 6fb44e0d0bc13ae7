/** Listening of the shape of real listening, invented: the same for the same parameters. */
package io.wrapped.jobs.listening;
