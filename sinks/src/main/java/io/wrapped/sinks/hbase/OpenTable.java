package io.wrapped.sinks.hbase;

import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;

/** The table with how its rows are found. */
record OpenTable(AsyncConnection connection, AsyncTable<?> table, ReviewTable layout) {

    /** Reads from the table how its rows are found; fails where its layout is another one. */
    static CompletableFuture<OpenTable> of(AsyncConnection connection, TableName name) {
        AsyncTable<?> table = connection.getTable(name);
        return TableLayout.read(table)
                .thenApply(layout -> new OpenTable(connection, table, layout));
    }
}
