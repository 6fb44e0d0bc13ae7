package io.wrapped.sinks.hbase;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to HBase that is made when it is first needed and again when it failed, so that a
 * cluster that is down when a job starts, or whose servers all changed their addresses, costs
 * patience and nothing else. Safe for use by many threads.
 */
final class HBaseClient implements Closeable {
    private final Configuration configuration;
    private final TableName tableName;

    private @Nullable CompletableFuture<OpenTable> current;
    private boolean closed;

    HBaseClient(ReadableConfig options) {
        configuration = configuration(options);
        tableName = TableName.valueOf(options.get(HBaseOptions.TABLE));
    }

    /**
     * The table. Fails while HBase cannot be reached, and is tried anew by the next caller then.
     */
    synchronized CompletableFuture<OpenTable> open() {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("the HBase client is closed"));
        }
        if (current == null || current.isCompletedExceptionally()) {
            current = connect().thenCompose(this::open);
        }
        return current;
    }

    private CompletableFuture<AsyncConnection> connect() {
        try {
            KerberosLogin.prepare(configuration);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return ConnectionFactory.createAsyncConnection(configuration);
    }

    private CompletableFuture<OpenTable> open(AsyncConnection connection) {
        return OpenTable.of(connection, tableName)
                .whenComplete(
                        (opened, failure) -> {
                            if (failure != null) {
                                closeLater(connection);
                            }
                        });
    }

    /** Gives up a connection that does not recover; the next caller gets a new one. */
    void abandon(OpenTable opened) {
        synchronized (this) {
            if (current == null || !opened.equals(current.getNow(null))) {
                return;
            }
            current = null;
        }
        closeLater(opened.connection());
    }

    /** Off the caller, which may be one of the connection's own threads. */
    private static void closeLater(AsyncConnection connection) {
        CompletableFuture.runAsync(() -> closeQuietly(connection));
    }

    private static void closeQuietly(AsyncConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // Nothing that was promised depends on how a connection ends.
        }
    }

    @Override
    public void close() {
        CompletableFuture<OpenTable> last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.thenAccept(opened -> closeQuietly(opened.connection()));
        }
    }

    /** What HBase's client is told; also for the administration of tables. */
    static Configuration configuration(ReadableConfig options) {
        Configuration configuration = HBaseConfiguration.create();
        String bootstrap = options.get(HBaseOptions.BOOTSTRAP_SERVERS);
        String quorum = options.get(HBaseOptions.ZOOKEEPER_QUORUM);
        if (bootstrap != null) {
            configuration.set(
                    "hbase.client.registry.impl",
                    "org.apache.hadoop.hbase.client.RpcConnectionRegistry");
            configuration.set("hbase.client.bootstrap.servers", bootstrap);
        } else if (quorum != null) {
            configuration.set(
                    "hbase.client.registry.impl",
                    "org.apache.hadoop.hbase.client.ZKConnectionRegistry");
            configuration.set("hbase.zookeeper.quorum", quorum);
            // The default of half a minute would hide that ZooKeeper is down.
            configuration.setInt("zookeeper.recovery.retry", 3);
        } else {
            throw new IllegalArgumentException(
                    "where is HBase? Set "
                            + HBaseOptions.ZOOKEEPER_QUORUM.key()
                            + " or "
                            + HBaseOptions.BOOTSTRAP_SERVERS.key());
        }
        long operationMs = options.get(HBaseOptions.OPERATION_TIMEOUT).toMillis();
        configuration.setLong("hbase.client.operation.timeout", operationMs);
        configuration.setLong("hbase.client.meta.operation.timeout", operationMs);
        // Of looking for a region, by default a minute of ever longer pauses: after a restart of
        // HBase those who look for one wait for the look-up that began before it.
        configuration.setLong("hbase.client.meta.scanner.timeout.period", operationMs);
        configuration.setLong(
                "hbase.rpc.timeout", options.get(HBaseOptions.RPC_TIMEOUT).toMillis());
        configuration.setLong(
                "hbase.client.keyvalue.maxsize",
                options.get(HBaseOptions.SINK_MAX_MUTATION_SIZE).getBytes());
        for (Map.Entry<String, String> entry : options.get(HBaseOptions.PROPERTIES).entrySet()) {
            configuration.set(entry.getKey(), entry.getValue());
        }
        return configuration;
    }
}
