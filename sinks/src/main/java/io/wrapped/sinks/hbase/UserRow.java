package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;

/** Reads all that stands in a user's row, whatever it is. */
public final class UserRow implements Closeable {
    /** In place of a version. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final int FAMILIES = 3;

    private final HBaseClient client;

    /**
     * Connects when it is first used.
     *
     * @param options see {@link HBaseOptions}
     */
    public UserRow(ReadableConfig options) {
        client = new HBaseClient(options);
    }

    /**
     * A row.
     *
     * @param cells what any reader is shown
     * @param unread puts that no reader is shown any more, since they were erased, deleted or
     *     replaced, and that HBase has not compacted away yet
     * @param erasedUpTo the version of the last erasure whose markers stand in all families, {@link
     *     #NEVER} where there was none
     */
    public record Content(List<Value> cells, int unread, long erasedUpTo) {
        public Content {
            cells = List.copyOf(cells);
        }

        /** Whether the user was ever erased. */
        public boolean erased() {
            return erasedUpTo != NEVER;
        }

        /** The values of a family, by column. */
        public List<Value> of(String family) {
            return cells.stream().filter(cell -> cell.family().equals(family)).toList();
        }
    }

    /**
     * A cell.
     *
     * @param version store version
     */
    public record Value(String family, String qualifier, long version, String text) {}

    /** What stands in the row of a user. */
    public CompletableFuture<Content> read(String userId) {
        return client.open()
                .thenCompose(
                        opened -> {
                            byte[] row = opened.layout().rowKey(userId);
                            return opened.table()
                                    .get(new Get(row))
                                    .thenCombine(raw(opened, row), UserRow::content);
                        });
    }

    private static CompletableFuture<List<Result>> raw(OpenTable opened, byte[] row) {
        return opened.table()
                .scanAll(
                        new Scan()
                                .withStartRow(row)
                                .withStopRow(row, true)
                                .setRaw(true)
                                .readAllVersions());
    }

    private static Content content(Result shown, List<Result> raw) {
        List<Cell> all = raw.stream().flatMap(row -> Stream.of(row.rawCells())).toList();
        long puts = all.stream().filter(cell -> cell.getType() == Cell.Type.Put).count();
        Map<String, Long> erased = new HashMap<>();
        for (Cell cell : all) {
            if (cell.getType() == Cell.Type.DeleteFamily) {
                erased.merge(text(CellUtil.cloneFamily(cell)), cell.getTimestamp(), Math::max);
            }
        }
        List<Value> cells =
                shown.isEmpty()
                        ? List.of()
                        : Stream.of(shown.rawCells()).map(UserRow::value).toList();
        return new Content(
                cells,
                Math.toIntExact(puts) - cells.size(),
                erased.size() == FAMILIES ? Collections.min(erased.values()) : NEVER);
    }

    private static Value value(Cell cell) {
        return new Value(
                text(CellUtil.cloneFamily(cell)),
                text(CellUtil.cloneQualifier(cell)),
                cell.getTimestamp(),
                text(CellUtil.cloneValue(cell)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
