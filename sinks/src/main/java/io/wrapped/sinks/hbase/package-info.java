/** The store: its table, the sink that writes it and the readers of it (see docs/hbase.md). */
package io.wrapped.sinks.hbase;
