package io.wrapped.sinks.hbase;

import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.jspecify.annotations.Nullable;

/** A table on a connection of somebody else's. Safe for use by many threads. */
final class SharedTable {
    private final AsyncConnection connection;
    private final TableName name;
    private @Nullable CompletableFuture<OpenTable> current;

    SharedTable(AsyncConnection connection, TableName name) {
        this.connection = connection;
        this.name = name;
    }

    /** The table, whose layout is read once, and by the next caller where that failed. */
    synchronized CompletableFuture<OpenTable> open() {
        if (current == null || current.isCompletedExceptionally()) {
            current = OpenTable.of(connection, name);
        }
        return current;
    }
}
