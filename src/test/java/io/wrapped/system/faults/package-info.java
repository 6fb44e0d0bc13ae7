/** Faults by seed while a year flows, and what must hold after each. */
@org.jspecify.annotations.NullMarked
package io.wrapped.system.faults;
