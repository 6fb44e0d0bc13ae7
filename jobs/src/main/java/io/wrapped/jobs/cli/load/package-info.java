/** A load that is put on a running system, and what is measured of it. */
package io.wrapped.jobs.cli.load;
