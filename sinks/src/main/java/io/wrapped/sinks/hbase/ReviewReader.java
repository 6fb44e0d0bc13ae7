package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.ColumnRangeFilter;
import org.apache.hadoop.hbase.filter.KeyOnlyFilter;

/**
 * Reads what is stored. A review comes with its stories, and a story only ever beside the facts it
 * was written from: {@code complete} with its text, {@code failed} when none could be written,
 * {@code stale} when the facts changed since, {@code pending} when there is none yet.
 *
 * <p>For services as well as for the command: made of a connection to HBase it needs neither Flink
 * nor Kafka. Its futures fail with {@link IllegalStateException} on a table of another {@link
 * ReviewTable#LAYOUT}. Safe for use by many threads.
 */
public final class ReviewReader implements Closeable {
    private static final byte[] REVIEWS = ReviewTable.REVIEWS.getBytes(UTF_8);
    private static final byte[] DAYS = ReviewTable.DAYS.getBytes(UTF_8);
    private static final byte[] STORIES = ReviewTable.STORIES.getBytes(UTF_8);

    private final Supplier<CompletableFuture<OpenTable>> tables;
    private final Runnable end;

    /** Which document of a user. */
    public record Key(int year, Slot slot) {}

    /**
     * A document with its stories.
     *
     * @param json the whole document of SPEC section 5
     */
    public record StoredReview(String userId, Key key, String json) {}

    /**
     * Connects when it is first used.
     *
     * @param options see {@link HBaseOptions}
     */
    public ReviewReader(ReadableConfig options) {
        HBaseClient client = new HBaseClient(options);
        tables = client::open;
        end = client::close;
    }

    /**
     * Reads through a connection of the caller's, which this does not close.
     *
     * @param table its name, see {@code hbase.table}
     */
    public ReviewReader(AsyncConnection connection, TableName table) {
        tables = new SharedTable(connection, table)::open;
        end = () -> {};
    }

    /** The document of a user, year and slot with its stories, as JSON. */
    public CompletableFuture<Optional<String>> review(String userId, int year, Slot slot) {
        byte[] qualifier = ReviewTable.reviewQualifier(year, slot).getBytes(UTF_8);
        return tables.get()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .get(
                                                new Get(opened.layout().rowKey(userId))
                                                        .addColumn(REVIEWS, qualifier)
                                                        .addFamily(STORIES)))
                .thenApply(row -> reviews(row).stream().findFirst().map(StoredReview::json));
    }

    /** The store version of a document, empty where there is none. */
    public CompletableFuture<Optional<Long>> version(String userId, int year, Slot slot) {
        byte[] qualifier = ReviewTable.reviewQualifier(year, slot).getBytes(UTF_8);
        return tables.get()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .get(
                                                new Get(opened.layout().rowKey(userId))
                                                        .addColumn(REVIEWS, qualifier)
                                                        .setFilter(new KeyOnlyFilter())))
                .thenApply(
                        row ->
                                Optional.ofNullable(row.getColumnLatestCell(REVIEWS, qualifier))
                                        .map(Cell::getTimestamp));
    }

    /** Which documents there are of a user, by year and slot. */
    public CompletableFuture<List<Key>> keys(String userId) {
        return tables.get()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .get(
                                                new Get(opened.layout().rowKey(userId))
                                                        .addFamily(REVIEWS)
                                                        .setFilter(new KeyOnlyFilter())))
                .thenApply(ReviewReader::keys);
    }

    /** The day facts of a user by date (days since 1970-01-01), both bounds included. */
    public CompletableFuture<SortedMap<Integer, String>> days(
            String userId, int firstEpochDay, int lastEpochDay) {
        byte[] first = ReviewTable.dayQualifier(firstEpochDay).getBytes(UTF_8);
        byte[] last = ReviewTable.dayQualifier(lastEpochDay).getBytes(UTF_8);
        return tables.get()
                .thenCompose(
                        opened ->
                                opened.table()
                                        .get(
                                                new Get(opened.layout().rowKey(userId))
                                                        .addFamily(DAYS)
                                                        .setFilter(
                                                                new ColumnRangeFilter(
                                                                        first, true, last, true))))
                .thenApply(ReviewReader::days);
    }

    /** All users' documents of a year and slot, in the order of the rows. */
    public void forEach(int year, Slot slot, Consumer<StoredReview> consumer) throws IOException {
        byte[] qualifier = ReviewTable.reviewQualifier(year, slot).getBytes(UTF_8);
        scan(new Scan().addColumn(REVIEWS, qualifier).addFamily(STORIES), consumer);
    }

    /** All users' documents of a slot, in the order of the rows and of the years within. */
    public void forEach(Slot slot, Consumer<StoredReview> consumer) throws IOException {
        scan(
                new Scan().addFamily(REVIEWS).addFamily(STORIES),
                review -> {
                    if (review.key().slot() == slot) {
                        consumer.accept(review);
                    }
                });
    }

    private void scan(Scan scan, Consumer<StoredReview> consumer) throws IOException {
        try (ResultScanner rows = tables.get().get().table().getScanner(scan)) {
            for (Result row : rows) {
                reviews(row).forEach(consumer);
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot read from HBase: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading from HBase");
        }
    }

    /** The documents of a row with their stories. */
    private static List<StoredReview> reviews(Result row) {
        List<StoredReview> reviews = new ArrayList<>();
        if (row.isEmpty()) {
            return reviews;
        }
        String userId = ReviewTable.userId(row.getRow());
        var stories = HBaseStoryStore.stories(row, userId);
        for (Cell cell : row.rawCells()) {
            if (CellUtil.matchingFamily(cell, REVIEWS)) {
                String json = ReportSplicer.splice(CellUtil.cloneValue(cell), stories);
                reviews.add(new StoredReview(userId, key(cell), json));
            }
        }
        return reviews;
    }

    private static List<Key> keys(Result row) {
        List<Key> keys = new ArrayList<>();
        if (!row.isEmpty()) {
            for (Cell cell : row.rawCells()) {
                keys.add(key(cell));
            }
        }
        return keys;
    }

    private static Key key(Cell cell) {
        String qualifier = new String(CellUtil.cloneQualifier(cell), UTF_8);
        String[] parts = qualifier.split(":", 2);
        return new Key(Integer.parseInt(parts[0]), Slot.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }

    private static SortedMap<Integer, String> days(Result row) {
        SortedMap<Integer, String> days = new TreeMap<>();
        if (!row.isEmpty()) {
            for (Cell cell : row.rawCells()) {
                String qualifier = new String(CellUtil.cloneQualifier(cell), UTF_8);
                days.put(
                        ReviewTable.epochDay(qualifier),
                        new String(CellUtil.cloneValue(cell), UTF_8));
            }
        }
        return days;
    }

    @Override
    public void close() {
        end.run();
    }
}
