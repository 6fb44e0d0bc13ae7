/** The command {@code wrapped bench}: runs contestants in turn and compares them. */
package io.wrapped.bench.command;
