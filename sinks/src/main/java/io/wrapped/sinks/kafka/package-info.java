/** The topics: their names and settings, and the sinks that write to them. */
package io.wrapped.sinks.kafka;
