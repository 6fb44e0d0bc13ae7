/** Plays that were kept, and whose they are to be replayed. */
@NullMarked
package io.wrapped.jobs.cli.replay;

import org.jspecify.annotations.NullMarked;
