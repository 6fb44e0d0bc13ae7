/** How a running system stands. */
@NullMarked
package io.wrapped.jobs.cli.status;

import org.jspecify.annotations.NullMarked;
