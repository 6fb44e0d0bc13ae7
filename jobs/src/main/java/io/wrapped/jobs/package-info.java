/** The two jobs: their topologies, options and main classes. */
package io.wrapped.jobs;
