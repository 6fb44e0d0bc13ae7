/** Reviews as people read them in a terminal: plain functions from documents to text. */
@org.jspecify.annotations.NullMarked
package io.wrapped.jobs.cli.text;
