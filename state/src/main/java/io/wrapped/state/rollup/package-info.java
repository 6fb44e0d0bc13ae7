/** What is kept of a listener: one rollup a local date, the items it refers to, seen events. */
package io.wrapped.state.rollup;
