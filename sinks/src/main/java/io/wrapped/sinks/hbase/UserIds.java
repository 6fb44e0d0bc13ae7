package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;

/** Finds users of whom something stands in the table by how their ids begin. */
public final class UserIds implements Closeable {
    private final HBaseClient client;

    /**
     * Connects when it is first used.
     *
     * @param options see {@link HBaseOptions}
     */
    public UserIds(ReadableConfig options) {
        client = new HBaseClient(options);
    }

    /**
     * The users whose ids begin so, in no order. What is read is a short piece of each salt bucket,
     * however many others there are.
     */
    public CompletableFuture<List<String>> withPrefix(String prefix) {
        return client.open().thenCompose(opened -> withPrefix(opened, prefix.getBytes(UTF_8)));
    }

    private static CompletableFuture<List<String>> withPrefix(OpenTable opened, byte[] prefix) {
        CompletableFuture<List<String>> all = CompletableFuture.completedFuture(List.of());
        // One after the other: a table may have hundreds of buckets.
        for (int bucket = 0; bucket < opened.layout().buckets(); bucket++) {
            Scan scan =
                    new Scan()
                            .setStartStopRowForPrefixScan(ReviewTable.inBucket(bucket, prefix))
                            .setFilter(new FirstKeyOnlyFilter());
            all =
                    all.thenCompose(
                            before ->
                                    opened.table()
                                            .scanAll(scan)
                                            .thenApply(rows -> joined(before, rows)));
        }
        return all;
    }

    private static List<String> joined(List<String> before, List<Result> rows) {
        List<String> joined = new ArrayList<>(before);
        rows.forEach(row -> joined.add(ReviewTable.userId(row.getRow())));
        return joined;
    }

    @Override
    public void close() {
        client.close();
    }
}
