package io.wrapped.sinks.hbase;

import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.TableDescriptor;

/** The table with how its rows are found. */
record OpenTable(AsyncConnection connection, AsyncTable<?> table, ReviewTable layout) {

    /** Reads from the table how its rows are found; fails where its layout is another one. */
    static CompletableFuture<OpenTable> of(AsyncConnection connection, TableName name) {
        AsyncTable<?> table = connection.getTable(name);
        return table.getDescriptor()
                .thenApply(OpenTable::layout)
                .thenApply(layout -> new OpenTable(connection, table, layout));
    }

    private static ReviewTable layout(TableDescriptor descriptor) {
        String layout = descriptor.getValue(ReviewTable.LAYOUT_ATTRIBUTE);
        String buckets = descriptor.getValue(ReviewTable.BUCKETS_ATTRIBUTE);
        if (layout == null || buckets == null) {
            throw new IllegalStateException(
                    "table %s has %s %s and %s %s, expected layout %s; was it created by Wrapped?"
                            .formatted(
                                    descriptor.getTableName(),
                                    ReviewTable.LAYOUT_ATTRIBUTE,
                                    layout,
                                    ReviewTable.BUCKETS_ATTRIBUTE,
                                    buckets,
                                    ReviewTable.LAYOUT));
        }
        if (!ReviewTable.LAYOUT.equals(layout)) {
            throw new IllegalStateException(
                    "table %s has layout %s and this release of Wrapped knows %s alone; use the release that the table was created by"
                            .formatted(descriptor.getTableName(), layout, ReviewTable.LAYOUT));
        }
        return new ReviewTable(Integer.parseInt(buckets));
    }
}
