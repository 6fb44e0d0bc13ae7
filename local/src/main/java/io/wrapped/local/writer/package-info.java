/**
 * The offline story writer: stands in for a language model where there is none, speaks its HTTP
 * protocol, and is named for what it is.
 */
package io.wrapped.local.writer;
