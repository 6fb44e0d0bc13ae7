/** Reads the listening histories that people bring, as SPEC section 7 defines them. */
package io.wrapped.jobs.imports;
