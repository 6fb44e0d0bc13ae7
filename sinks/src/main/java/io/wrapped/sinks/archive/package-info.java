/** The archive that the wrapped job writes: what it accepted, as it was read. */
package io.wrapped.sinks.archive;
