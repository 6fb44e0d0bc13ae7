package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.security.AccessDeniedException;
import org.jspecify.annotations.Nullable;

/**
 * Where a table says how its rows are found. Its attributes do, but HBase tells them to those alone
 * who may change the table; so a row of its own does too, which who may read the table may read.
 */
final class TableLayout {
    private static final byte[] FAMILY = ReviewTable.DAYS.getBytes(UTF_8);
    private static final List<String> ATTRIBUTES =
            List.of(ReviewTable.LAYOUT_ATTRIBUTE, ReviewTable.BUCKETS_ATTRIBUTE);

    /** Whoever creates a table may write to it, which its servers hear of a moment later. */
    private static final Duration LONGEST_HEARSAY = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private TableLayout() {}

    /** Writes the row of a table that has the attributes. */
    static void write(Connection connection, TableDescriptor attributes) throws IOException {
        Put put = new Put(ReviewTable.layoutRow());
        for (String name : ATTRIBUTES) {
            byte[] value = attributes.getValue(name).getBytes(UTF_8);
            put.addColumn(FAMILY, name.getBytes(UTF_8), value);
        }
        Instant last = Instant.now().plus(LONGEST_HEARSAY);
        try (Table table = connection.getTable(attributes.getTableName())) {
            while (!isAllowed(table, put, last)) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing to HBase");
        }
    }

    private static boolean isAllowed(Table table, Put put, Instant last) throws IOException {
        try {
            table.put(put);
            return true;
        } catch (AccessDeniedException e) {
            if (Instant.now().isAfter(last)) {
                throw e;
            }
            return false;
        }
    }

    /** What the table says; fails where its layout is another one. */
    static CompletableFuture<ReviewTable> read(AsyncTable<?> table) {
        return table.get(new Get(ReviewTable.layoutRow()))
                .thenCompose(
                        row ->
                                row.isEmpty()
                                        ? ofAttributes(table)
                                        : CompletableFuture.completedFuture(
                                                of(table.getName(), name -> value(row, name))));
    }

    private static @Nullable String value(Result row, String name) {
        byte[] value = row.getValue(FAMILY, name.getBytes(UTF_8));
        return value == null ? null : new String(value, UTF_8);
    }

    /** A table that was created when there was no such row. */
    private static CompletableFuture<ReviewTable> ofAttributes(AsyncTable<?> table) {
        return table.getDescriptor()
                .exceptionally(
                        failure -> {
                            throw new CompletionException(told(table.getName(), failure));
                        })
                .thenApply(attributes -> of(table.getName(), attributes::getValue));
    }

    private static Throwable told(TableName table, Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable stated =
                failure instanceof CompletionException && cause != null ? cause : failure;
        return stated instanceof AccessDeniedException
                ? new IllegalStateException(
                        "table %s says how its rows are found where only who may change it can read; run `wrapped create` once, as whoever created it"
                                .formatted(table),
                        stated)
                : stated;
    }

    private static ReviewTable of(TableName table, Function<String, @Nullable String> attributes) {
        String layout = attributes.apply(ReviewTable.LAYOUT_ATTRIBUTE);
        String buckets = attributes.apply(ReviewTable.BUCKETS_ATTRIBUTE);
        if (layout == null || buckets == null) {
            throw new IllegalStateException(
                    "table %s has %s %s and %s %s, expected layout %s; was it created by Wrapped?"
                            .formatted(
                                    table,
                                    ReviewTable.LAYOUT_ATTRIBUTE,
                                    layout,
                                    ReviewTable.BUCKETS_ATTRIBUTE,
                                    buckets,
                                    ReviewTable.LAYOUT));
        }
        if (!ReviewTable.LAYOUT.equals(layout)) {
            throw new IllegalStateException(
                    "table %s has layout %s and this release of Wrapped knows %s alone; use the release that the table was created by"
                            .formatted(table, layout, ReviewTable.LAYOUT));
        }
        return new ReviewTable(Integer.parseInt(buckets));
    }
}
