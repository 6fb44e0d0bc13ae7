/** Reading the archive that the wrapped job writes. */
package io.wrapped.jobs.archive;
