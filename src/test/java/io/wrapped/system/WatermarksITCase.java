package io.wrapped.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.operators.source.BrokerTimeSource;
import io.wrapped.operators.source.RawRecord;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watermarks of {@link BrokerTimeSource} on a real broker. */
class WatermarksITCase {
    /** A reader that comes to this record goes no further until the test lets it. */
    private static final String GATE = "gate";

    private static Admin admin;
    private static KafkaProducer<String, String> producer;

    @BeforeAll
    static void connect() {
        admin = Admin.create(properties());
        producer = producer(properties());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
        admin.close();
    }

    @BeforeEach
    void reset() {
        Seen.reset();
    }

    @Test
    void idlePartitionsHoldNothingBack() throws Exception {
        create("idle", 3);
        long written = send("idle", 1, "only");
        try (RunningJob job = watch("idle", 1)) {
            Awaitility.await().until(() -> Seen.watermark.get() > written + 500);
            long later = send("idle", 1, "later");
            Awaitility.await().until(() -> Seen.watermark.get() > later);

            assertThat(Seen.records).containsKeys("only", "later");
            job.check();
        }
    }

    @Test
    void topicWithoutRecordsHoldsNothingBack() throws Exception {
        create("empty", 2);
        long now = System.currentTimeMillis();
        try (RunningJob job = watch("empty", 2)) {
            Awaitility.await().until(() -> Seen.watermark.get() > now);
            job.check();
        }
    }

    @Test
    void laggingPartitionHoldsBackHoweverLongItLags() throws Exception {
        create("lagging", 2);
        try (RunningJob job = watch("lagging", 2)) {
            long gate = send("lagging", 0, GATE);
            long unread = send("lagging", 0, "unread");
            Seen.atGate.await();
            // The other reader goes on, far beyond any allowance.
            Awaitility.await()
                    .until(
                            () -> {
                                long sent = send("lagging", 1, "passing");
                                return sent > unread + 1_500
                                        && Seen.records.getOrDefault("passing", 0L)
                                                > unread + 1_000;
                            });
            assertThat(Seen.watermark.get()).isLessThan(gate);
            assertThat(Seen.records).doesNotContainKey("unread");

            Seen.open.countDown();
            Awaitility.await().until(() -> Seen.watermark.get() > unread + 1_500);
            assertThat(Seen.records).containsKey("unread");
            assertThat(Seen.overtaken.get()).isZero();
            job.check();
        }
    }

    @Test
    void markersOfTransactionsAreNothingToWaitFor() throws Exception {
        create("transactions", 1);
        Properties properties = properties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "watermarks");
        try (KafkaProducer<String, String> transactional = producer(properties)) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>("watermarks-transactions", "k", "committed"));
            transactional.commitTransaction();
        }
        assertWatermarkGoesOn("transactions");
        assertThat(Seen.records).containsKey("committed");
    }

    @Test
    void removedRecordsAreNothingToWaitFor() throws Exception {
        create("removed", 1);
        for (int i = 0; i < 5; i++) {
            send("removed", 0, "old " + i);
        }
        admin.deleteRecords(
                        Map.of(
                                new TopicPartition("watermarks-removed", 0),
                                RecordsToDelete.beforeOffset(5)))
                .all()
                .get();
        assertWatermarkGoesOn("removed");
        assertThat(Seen.records).isEmpty();
    }

    private static void assertWatermarkGoesOn(String topic) throws Exception {
        long now = System.currentTimeMillis();
        try (RunningJob job = watch(topic, 1)) {
            Awaitility.await().until(() -> Seen.watermark.get() > now);
            job.check();
        }
    }

    private static RunningJob watch(String topic, int readers) throws Exception {
        return FlinkCluster.shared()
                .submit(
                        "watermarks-" + topic,
                        readers,
                        "",
                        environment -> addWatch(environment, "watermarks-" + topic));
    }

    private static void addWatch(StreamExecutionEnvironment environment, String topic) {
        Properties properties = properties();
        properties.put("group.id", topic);
        environment
                .fromSource(
                        BrokerTimeSource.resuming(
                                topic, properties, Duration.ofMillis(50), Duration.ofMillis(20)),
                        WatermarkStrategy.noWatermarks(),
                        "Kafka")
                .uid("source")
                .map(new Gate())
                .returns(Types.LONG)
                .uid("gate")
                .rebalance()
                .transform("Watch", Types.LONG, new Watch())
                .setParallelism(1)
                .uid("watch");
    }

    private static void create(String topic, int partitions) throws Exception {
        NewTopic created = new NewTopic("watermarks-" + topic, partitions, (short) 1);
        admin.createTopics(
                        List.of(created.configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                .all()
                .get();
    }

    /** Sends a record and gives its broker time stamp. */
    private static long send(String topic, int partition, String value) throws Exception {
        RecordMetadata metadata =
                producer.send(new ProducerRecord<>("watermarks-" + topic, partition, "key", value))
                        .get();
        return metadata.timestamp();
    }

    private static Properties properties() {
        Configuration options = new Configuration();
        options.set(KafkaOptions.BOOTSTRAP_SERVERS, Servers.shared().bootstrap());
        return KafkaOptions.clientProperties(options);
    }

    private static KafkaProducer<String, String> producer(Properties properties) {
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** What the job in this JVM shows to the test. */
    private static final class Seen {
        static final AtomicLong watermark = new AtomicLong();
        static final AtomicLong overtaken = new AtomicLong();
        static final ConcurrentMap<String, Long> records = new ConcurrentHashMap<>();
        static volatile CountDownLatch atGate;
        static volatile CountDownLatch open;

        static void reset() {
            watermark.set(Long.MIN_VALUE);
            overtaken.set(0);
            records.clear();
            atGate = new CountDownLatch(1);
            open = new CountDownLatch(1);
        }
    }

    /** Notes records and stops at the gate. */
    private static final class Gate implements MapFunction<RawRecord, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(RawRecord record) throws Exception {
            String value = new String(record.value(), UTF_8);
            if (value.equals(GATE)) {
                Seen.atGate.countDown();
                Seen.open.await();
            }
            Seen.records.put(value, record.timestamp());
            return record.timestamp();
        }
    }

    /** Notes watermarks, and records that come after theirs. */
    private static final class Watch extends AbstractStreamOperator<Long>
            implements OneInputStreamOperator<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(StreamRecord<Long> record) {
            if (record.getValue() <= Seen.watermark.get()) {
                Seen.overtaken.incrementAndGet();
            }
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            super.processWatermark(mark);
            Seen.watermark.set(mark.getTimestamp());
        }
    }
}
