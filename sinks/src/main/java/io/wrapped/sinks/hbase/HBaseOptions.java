package io.wrapped.sinks.hbase;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How HBase is reached, laid out and written to. */
public final class HBaseOptions {
    /** Where ZooKeeper of the HBase cluster is. */
    public static final ConfigOption<String> ZOOKEEPER_QUORUM =
            key("hbase.zookeeper-quorum")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "ZooKeeper of the HBase cluster, as host:port[,host:port…]. Either"
                                    + " this or hbase.bootstrap-servers is needed.");

    /** Where masters and region servers are. */
    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            key("hbase.bootstrap-servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Some masters or region servers, as host:port[,host:port…], through"
                                    + " which the rest of the cluster is found without ZooKeeper."
                                    + " Wins over hbase.zookeeper-quorum.");

    /** Further client properties. */
    public static final ConfigOption<Map<String, String>> PROPERTIES =
            key("hbase.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Properties passed to the HBase client as they are, for instance those"
                                    + " of a Kerberos login. They win over what the other options"
                                    + " set.");

    /** The table. */
    public static final ConfigOption<String> TABLE =
            key("hbase.table")
                    .stringType()
                    .defaultValue("wrapped")
                    .withDescription(
                            "Table of reviews, day facts and stories, with its namespace if it is"
                                    + " not in the default one (namespace:table).");

    /** Number of salt buckets. */
    public static final ConfigOption<Integer> SALT_BUCKETS =
            key("hbase.salt-buckets")
                    .intType()
                    .defaultValue(16)
                    .withDescription(
                            "Number of buckets that users are spread over, which is also the"
                                    + " number of regions that the table is created with; 1 to"
                                    + " 65536. Kept with the table and fixed once it exists;"
                                    + " everything but the creation of the table reads it there.");

    /** Compression of the families. */
    public static final ConfigOption<String> COMPRESSION =
            key("hbase.compression")
                    .stringType()
                    .defaultValue("NONE")
                    .withDescription(
                            "Compression of the table's families: NONE, SNAPPY, ZSTD, LZ4, GZ or"
                                    + " another that the region servers have.");

    /** Bound on one operation with the client's own retries. */
    public static final ConfigOption<Duration> OPERATION_TIMEOUT =
            key("hbase.operation-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(20))
                    .withDescription(
                            "How long the HBase client itself tries one operation, moved regions"
                                    + " included. The sink tries again after that, for as long as"
                                    + " it takes.");

    /** Bound on one call. */
    public static final ConfigOption<Duration> RPC_TIMEOUT =
            key("hbase.rpc-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("How long one call to a region server may take.");

    /** Mutations a request. */
    public static final ConfigOption<Integer> SINK_MAX_BATCH =
            key("hbase.sink.max-batch")
                    .intType()
                    .defaultValue(500)
                    .withDescription("Most mutations that the sink sends in one request.");

    /** Requests in flight. */
    public static final ConfigOption<Integer> SINK_MAX_IN_FLIGHT =
            key("hbase.sink.max-in-flight")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Most requests that a sink task has under way at a time.");

    /** Mutations waiting. */
    public static final ConfigOption<Integer> SINK_MAX_BUFFERED =
            key("hbase.sink.max-buffered")
                    .intType()
                    .defaultValue(5_000)
                    .withDescription(
                            "Most mutations that wait in a sink task before it holds back those"
                                    + " upstream; must exceed hbase.sink.max-batch.");

    /** Time waiting. */
    public static final ConfigOption<Duration> SINK_MAX_BUFFER_TIME =
            key("hbase.sink.max-buffer-time")
                    .durationType()
                    .defaultValue(Duration.ofMillis(200))
                    .withDescription(
                            "How long a mutation waits for others to fill its request, when no"
                                    + " failure holds it up.");

    /** Bytes a request. */
    public static final ConfigOption<MemorySize> SINK_MAX_BATCH_SIZE =
            key("hbase.sink.max-batch-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(16))
                    .withDescription("Most bytes that the sink sends in one request.");

    /** Bytes a mutation. */
    public static final ConfigOption<MemorySize> SINK_MAX_MUTATION_SIZE =
            key("hbase.sink.max-mutation-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(10))
                    .withDescription(
                            "Most bytes of one mutation; a larger one fails the job. At most"
                                    + " hbase.sink.max-batch-size, and what the region servers"
                                    + " allow (hbase.server.keyvalue.maxsize).");

    /** Longest pause. */
    public static final ConfigOption<Duration> SINK_MAX_BACKOFF =
            key("hbase.sink.max-backoff")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Longest pause before the sink sends again what HBase did not take;"
                                    + " the first pause is 100 ms and each one after doubles.");

    private HBaseOptions() {}
}
