package io.wrapped.operators.source;

import io.wrapped.state.metric.JobMetric;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.kafka.common.TopicPartition;

/**
 * A {@link KafkaSource} of one topic whose watermarks follow the brokers' time stamps and tell an
 * idle partition from a lagging one, which Flink's own idleness cannot.
 *
 * <p>The watermark of a partition is the time stamp of the last record read, less one; where a
 * query of its end offset shows that everything was read, it is the moment at which that query was
 * sent, less the allowed clock skew. So an idle partition holds nothing back, and one with unread
 * records holds everything back however long it takes. Time stamps must be the broker's (topic
 * setting {@code message.timestamp.type=LogAppendTime}), which never fall within a partition.
 *
 * <p>Run it with no more readers than partitions: a reader without a partition has no watermark to
 * give. Use it with {@code WatermarkStrategy.noWatermarks()}, since it emits its own.
 */
public final class BrokerTimeSource
        implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
                ResultTypeQueryable<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final KafkaSource<RawRecord> kafka;
    private final Properties properties;
    private final boolean alwaysFromStart;
    private final Duration watermarkInterval;
    private final Duration allowedDelay;
    private final Intake.OfSubtask intake;

    private BrokerTimeSource(
            KafkaSource<RawRecord> kafka,
            Properties properties,
            boolean alwaysFromStart,
            Duration watermarkInterval,
            Duration allowedDelay,
            Intake.OfSubtask intake) {
        this.kafka = kafka;
        this.properties = properties;
        this.alwaysFromStart = alwaysFromStart;
        this.watermarkInterval = watermarkInterval;
        this.allowedDelay = allowedDelay;
        this.intake = intake;
    }

    /**
     * A source that goes on where the last checkpoint stood, at first from the earliest record.
     *
     * @param properties of the Kafka consumer, {@code bootstrap.servers} among them
     * @param watermarkInterval how often the end offsets are asked for
     * @param allowedDelay how late a record may become readable, by the brokers' time stamps
     */
    public static BrokerTimeSource resuming(
            String topic,
            Properties properties,
            Duration watermarkInterval,
            Duration allowedDelay) {
        return resuming(topic, Map.of(), properties, watermarkInterval, allowedDelay);
    }

    /**
     * A source that goes on where the last checkpoint stood.
     *
     * @param startOffsets where it begins at first, by partition; from the earliest record where
     *     none is named
     */
    public static BrokerTimeSource resuming(
            String topic,
            Map<Integer, Long> startOffsets,
            Properties properties,
            Duration watermarkInterval,
            Duration allowedDelay) {
        HashMap<TopicPartition, Long> offsets = new HashMap<>();
        startOffsets.forEach(
                (partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset));
        return new BrokerTimeSource(
                kafkaSource(topic, new StartOffsets(offsets), properties),
                properties,
                false,
                watermarkInterval,
                allowedDelay,
                subtask -> Intake.unlimited());
    }

    /**
     * A source that reads its topic from the earliest record at every start and restart: for a
     * compacted topic that is itself the durable form of what its readers hold.
     */
    public static BrokerTimeSource alwaysFromStart(
            String topic,
            Properties properties,
            Duration watermarkInterval,
            Duration allowedDelay) {
        return new BrokerTimeSource(
                kafkaSource(topic, OffsetsInitializer.earliest(), properties),
                properties,
                true,
                watermarkInterval,
                allowedDelay,
                subtask -> Intake.unlimited());
    }

    /** This source, whose readers wait where the intake of their subtask is not open. */
    public BrokerTimeSource into(Intake.OfSubtask intakes) {
        return new BrokerTimeSource(
                kafka, properties, alwaysFromStart, watermarkInterval, allowedDelay, intakes);
    }

    private static KafkaSource<RawRecord> kafkaSource(
            String topic, OffsetsInitializer start, Properties properties) {
        return KafkaSource.<RawRecord>builder()
                .setTopics(topic)
                .setStartingOffsets(start)
                .setProperties(properties)
                // A record that retention removed before it was read cannot be had any more.
                .setProperty("auto.offset.reset", "earliest")
                .setDeserializer(new RawRecordSchema())
                .build();
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        PartitionEnds ends = new PartitionEnds(properties, watermarkInterval);
        context.metricGroup().<Long, Gauge<Long>>gauge(JobMetric.UNREAD_RECORDS.id(), ends::unread);
        return new BrokerTimeReader(
                kafka.createReader(context),
                ends,
                alwaysFromStart,
                allowedDelay.toMillis(),
                () -> intake.of(context.getIndexOfSubtask()));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return kafka.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws IOException {
        return kafka.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return kafka.getProducedType();
    }
}
