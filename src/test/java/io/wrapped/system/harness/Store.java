package io.wrapped.system.harness;

import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.awaitility.Awaitility;

/** What is stored, as readers get it and cell by cell. */
public final class Store implements Closeable {
    private final Configuration options;
    private final ReviewReader reader;

    /** One cell of the table. */
    public record Value(String user, String column, long version, String text) {}

    Store(Configuration options) {
        this.options = options;
        this.reader = new ReviewReader(options);
    }

    /** A document as it stands, empty where there is none. */
    public String document(String user, int year, Slot slot) {
        try {
            return reader.review(user, year, slot).get(30, TimeUnit.SECONDS).orElse("");
        } catch (Exception e) {
            throw new AssertionError("HBase cannot be read", e);
        }
    }

    /** Waits for a document. */
    public String await(String user, int year, Slot slot, Predicate<String> wanted) {
        return Awaitility.await("document " + year + " " + slot + " of " + user)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> document(user, year, slot), wanted);
    }

    /** All documents of a year and slot, once those that a trigger told of have arrived. */
    public SortedMap<String, String> documents(Map<String, Long> told, int year, Slot slot)
            throws IOException {
        told.forEach(
                (user, version) ->
                        Awaitility.await("document of " + user)
                                .pollInterval(Duration.ofMillis(20))
                                .until(() -> version(user, year, slot) >= version));
        SortedMap<String, String> documents = new TreeMap<>();
        reader.forEach(year, slot, review -> documents.put(review.userId(), review.json()));
        return documents;
    }

    /** The version of a document, -1 where there is none. */
    public long version(String user, int year, Slot slot) {
        try {
            Optional<Long> version = reader.version(user, year, slot).get(30, TimeUnit.SECONDS);
            return version.orElse(-1L);
        } catch (Exception e) {
            throw new AssertionError("HBase cannot be read", e);
        }
    }

    /** The day facts of a user's year. */
    public SortedMap<Integer, String> days(String user, int year) {
        try {
            return reader.days(
                            user,
                            (int) LocalDate.of(year, 1, 1).toEpochDay(),
                            (int) LocalDate.of(year, 12, 31).toEpochDay())
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("HBase cannot be read", e);
        }
    }

    /** All documents of a year and slot with their users, in the order of the rows. */
    public void forEach(int year, Slot slot, BiConsumer<String, String> consumer)
            throws IOException {
        reader.forEach(year, slot, review -> consumer.accept(review.userId(), review.json()));
    }

    /** All cells of users. */
    public List<Value> cells() throws IOException {
        org.apache.hadoop.conf.Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.ZOOKEEPER_QUORUM, options.get(HBaseOptions.ZOOKEEPER_QUORUM));
        List<Value> cells = new ArrayList<>();
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                Table table =
                        connection.getTable(TableName.valueOf(options.get(HBaseOptions.TABLE)));
                ResultScanner rows =
                        table.getScanner(new Scan().withStartRow(ReviewTable.firstUserRow()))) {
            for (Result row : rows) {
                for (Cell cell : row.rawCells()) {
                    cells.add(value(cell));
                }
            }
        }
        return cells;
    }

    /** All cells of users by user and column, a space between. */
    public SortedMap<String, Value> cellsByName() throws IOException {
        SortedMap<String, Value> named = new TreeMap<>();
        for (Value cell : cells()) {
            named.put(cell.user() + " " + cell.column(), cell);
        }
        return named;
    }

    private static Value value(Cell cell) {
        return new Value(
                ReviewTable.userId(CellUtil.cloneRow(cell)),
                text(CellUtil.cloneFamily(cell)) + ":" + text(CellUtil.cloneQualifier(cell)),
                cell.getTimestamp(),
                text(CellUtil.cloneValue(cell)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        reader.close();
    }
}
