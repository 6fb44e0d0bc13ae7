package io.wrapped.system.harness;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.hbase.HBaseTables;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.TopicOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * One system of its own on the shared servers: own topics, own table, own jobs. Reviews and
 * watermarks come quickly, since one listener's wait is what tests pay for.
 */
public final class WrappedSystem implements AutoCloseable {
    private static final List<ConfigOption<String>> TOPICS =
            List.of(
                    TopicOptions.PLAY,
                    TopicOptions.CATALOGUE,
                    TopicOptions.PROFILE,
                    TopicOptions.EXCLUSION,
                    TopicOptions.CONTROL,
                    TopicOptions.REPLAY,
                    TopicOptions.REPORT_REQUESTS,
                    TopicOptions.DEAD_LETTERS,
                    TopicOptions.REPORT_FAILURES,
                    TopicOptions.IMPORT_OUTCOMES);

    /** Costs nothing where all is well; the machine may be busy, and HBase slow to start. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    private final String name;
    private final Configuration options;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private int jobs;

    private WrappedSystem(String name, Configuration options) {
        this.name = name;
        this.options = options;
    }

    /** A new system of that name, which no other test has. */
    public static WrappedSystem create(String name) throws IOException {
        return create(name, new Configuration());
    }

    /** A new system with options that win over the usual ones. */
    public static WrappedSystem create(String name, Configuration overrides) throws IOException {
        WrappedSystem system = prepare(name, overrides);
        TopicAdmin.create(
                KafkaOptions.bootstrapServers(system.options),
                system.options,
                system.options.get(KafkaOptions.PROPERTIES));
        HBaseTables.create(system.options);
        return system;
    }

    /** A new system whose topics and table are still to be made. */
    public static WrappedSystem prepare(String name, Configuration overrides) {
        Configuration options = new Configuration();
        options.set(KafkaOptions.BOOTSTRAP_SERVERS, Servers.shared().bootstrap());
        options.set(KafkaOptions.GROUP_ID, name);
        options.set(KafkaOptions.WATERMARK_INTERVAL, Duration.ofMillis(50));
        options.set(KafkaOptions.ALLOWED_DELAY, Duration.ofMillis(20));
        for (ConfigOption<String> topic : TOPICS) {
            options.set(topic, name + "." + topic.defaultValue());
        }
        options.set(TopicOptions.PARTITIONS, 2);
        options.set(TopicOptions.REPLICATION_FACTOR, 1);
        options.set(HBaseOptions.ZOOKEEPER_QUORUM, Servers.shared().quorum());
        options.set(HBaseOptions.TABLE, name);
        options.set(HBaseOptions.SALT_BUCKETS, 2);
        options.set(HBaseOptions.SINK_MAX_BUFFER_TIME, Duration.ofMillis(20));
        options.set(ListenerOptions.REVIEW_INTERVAL, Duration.ofMillis(300));
        options.set(ListenerOptions.SWEEP_INTERVAL, Duration.ofSeconds(3));
        options.set(ListenerOptions.CATALOGUE_MEMORY, MemorySize.ofMebiBytes(8));
        options.set(StoryOptions.BACKOFF_MIN, Duration.ofMillis(20));
        options.set(StoryOptions.BACKOFF_MAX, Duration.ofMillis(200));
        options.addAll(overrides);
        return new WrappedSystem(name, options);
    }

    /** Options by which it is reached, and with which its jobs are started. */
    public Configuration options() {
        return options;
    }

    /** Names the model for the report job. */
    public void askModelAt(String baseUrl) {
        options.set(StoryOptions.BASE_URL, baseUrl);
        options.set(StoryOptions.MODEL, "stand-in");
    }

    /** Starts the wrapped job anew. */
    public RunningJob startWrapped() throws Exception {
        return startWrapped(2, "");
    }

    /** Starts the wrapped job from a savepoint. */
    public RunningJob startWrapped(int parallelism, String savepoint) throws Exception {
        return start(
                WrappedJob.NAME,
                parallelism,
                savepoint,
                environment -> WrappedJob.add(environment, options));
    }

    /** Starts the report job anew. */
    public RunningJob startReports() throws Exception {
        return startReports("");
    }

    /** Starts the report job from a savepoint. */
    public RunningJob startReports(String savepoint) throws Exception {
        return start(
                ReportJob.NAME, 2, savepoint, environment -> ReportJob.add(environment, options));
    }

    private RunningJob start(
            String job, int parallelism, String savepoint, FlinkCluster.Topology topology)
            throws Exception {
        jobs++;
        return closeLater(
                FlinkCluster.shared()
                        .submit(name + "-" + job + "-" + jobs, parallelism, savepoint, topology));
    }

    /** A way in. */
    public Feed feed() {
        return closeLater(new Feed(options, null));
    }

    /** A way in whose plays are bounded by a clock of its own, epoch milliseconds. */
    public Feed feed(long now) {
        return closeLater(new Feed(options, now));
    }

    /** A way to what is stored. */
    public Store store() {
        return closeLater(new Store(options));
    }

    /** All values of a topic, as they stand now. */
    public List<Stored> read(String topic) {
        return Stored.all(options, topic);
    }

    /** Has the broker compact a topic now, as it does in its own time. */
    public void compact(String topic) {
        Compaction.now(options, topic);
    }

    /** Deletes all records of a topic, as its retention does in time; offsets go on. */
    public void deleteRecords(String topic) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = Stored.consumer(options);
                Admin admin = Admin.create(KafkaOptions.clientProperties(options))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            consumer.endOffsets(Stored.partitions(consumer, topic))
                    .forEach(
                            (partition, end) ->
                                    all.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(all).all().get();
        }
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        parts.add(0, part);
        return part;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                failure = new IOException("cannot close system " + name, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
