package io.wrapped.operators.source;

import io.wrapped.operators.source.PartitionEnds.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads through Flink's own Kafka reader and gives each partition its watermark (see {@link
 * BrokerTimeSource}). All methods but the wake-up run in the task's thread.
 */
final class BrokerTimeReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
    /** Watermarks in a run of records come at most once in so many milliseconds of broker time. */
    private static final long GRANULARITY_MS = 50;

    private static final long GRACE_NANOS = Duration.ofMinutes(1).toNanos();

    private final SourceReader<RawRecord, KafkaPartitionSplit> kafka;
    private final PartitionEnds ends;
    private final boolean alwaysFromStart;
    private final long allowedDelayMs;
    private final Supplier<Intake> intakes;
    private final Map<String, Partition> partitions = new LinkedHashMap<>();
    private final long startedNanos = System.nanoTime();
    private final List<KafkaPartitionSplit> withoutOutput = new ArrayList<>();
    private @Nullable Output output;
    private @Nullable Intake intake;
    private volatile CompletableFuture<Void> wakeUp = new CompletableFuture<>();
    private @Nullable CompletableFuture<Void> watched;

    BrokerTimeReader(
            SourceReader<RawRecord, KafkaPartitionSplit> kafka,
            PartitionEnds ends,
            boolean alwaysFromStart,
            long allowedDelayMs,
            Supplier<Intake> intakes) {
        this.kafka = kafka;
        this.ends = ends;
        this.alwaysFromStart = alwaysFromStart;
        this.allowedDelayMs = allowedDelayMs;
        this.intakes = intakes;
    }

    @Override
    public void start() {
        kafka.start();
        ends.start(this::wakeUp);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> to) throws Exception {
        if (wakeUp.isDone()) {
            wakeUp = new CompletableFuture<>();
        }
        if (output == null) {
            output = new Output(to);
        }
        for (KafkaPartitionSplit split : withoutOutput) {
            // From here on the partition holds the watermark back, records or not.
            partitions.computeIfAbsent(
                    split.splitId(), id -> new Partition(to.createOutputForSplit(id), split));
        }
        withoutOutput.clear();
        ends.rethrowFailure();
        markIdleWithoutPartition(to);
        InputStatus status =
                intake().isOpen() ? kafka.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
        boolean caughtUp = status != InputStatus.MORE_AVAILABLE;
        for (Partition partition : partitions.values()) {
            partition.emitWatermark(caughtUp);
        }
        return status;
    }

    /**
     * A reader that is given no partition must not hold everyone back for ever. It can be left
     * without one when partitions were added to a topic; its share comes right after the start, if
     * at all.
     */
    private void markIdleWithoutPartition(ReaderOutput<RawRecord> to) {
        if (partitions.isEmpty() && System.nanoTime() - startedNanos > GRACE_NANOS) {
            to.markIdle();
        }
    }

    private Intake intake() {
        if (intake == null) {
            intake = intakes.get();
            intake.showUnread(ends::unread);
        }
        return intake;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> open = intake().whenOpen();
        CompletableFuture<Void> available = open.isDone() ? kafka.isAvailable() : open;
        if (available.isDone()) {
            return available;
        }
        if (available != watched) {
            // One dependent for each future: that of an idle reader may stand for weeks.
            watched = available;
            available.thenRun(this::wakeUp);
        }
        return wakeUp;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        withoutOutput.addAll(splits);
        splits.forEach(split -> ends.add(split.getTopicPartition(), split.getStartingOffset()));
        kafka.addSplits(splits);
        wakeUp();
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        List<KafkaPartitionSplit> splits = kafka.snapshotState(checkpointId);
        if (!alwaysFromStart) {
            return splits;
        }
        List<KafkaPartitionSplit> rewound = new ArrayList<>();
        for (KafkaPartitionSplit split : splits) {
            rewound.add(
                    new KafkaPartitionSplit(
                            split.getTopicPartition(), KafkaPartitionSplit.EARLIEST_OFFSET));
        }
        return rewound;
    }

    @Override
    public void pauseOrResumeSplits(
            Collection<String> splitsToPause, Collection<String> splitsToResume) {
        kafka.pauseOrResumeSplits(splitsToPause, splitsToResume);
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        kafka.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        kafka.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        ends.close();
        kafka.close();
    }

    private void wakeUp() {
        wakeUp.complete(null);
    }

    /** One partition's output, which counts what passes. */
    private final class Partition implements SourceOutput<RawRecord> {
        private final SourceOutput<RawRecord> to;
        private final KafkaPartitionSplit split;
        private long position;
        private long lastTimestamp = Long.MIN_VALUE;
        private long watermark = Long.MIN_VALUE;

        Partition(SourceOutput<RawRecord> to, KafkaPartitionSplit split) {
            this.to = to;
            this.split = split;
            this.position = split.getStartingOffset();
        }

        @Override
        public void collect(RawRecord record) {
            collect(record, record.timestamp());
        }

        @Override
        public void collect(RawRecord record, long timestamp) {
            to.collect(record, record.timestamp());
            position = record.offset() + 1;
            lastTimestamp = record.timestamp();
            ends.setPosition(split.getTopicPartition(), position);
        }

        @Override
        public void emitWatermark(Watermark ignored) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        void emitWatermark(boolean caughtUp) {
            long reached =
                    lastTimestamp == Long.MIN_VALUE
                            ? Long.MIN_VALUE
                            : lastTimestamp - allowedDelayMs - 1;
            End end = ends.end(split.getTopicPartition());
            if (end != null && (position >= end.offset() || end.nothingBetween(position))) {
                reached = Math.max(reached, end.askedAt() - allowedDelayMs - 1);
            }
            if (reached > watermark
                    && (caughtUp
                            || reached - watermark >= GRANULARITY_MS
                            || watermark == Long.MIN_VALUE)) {
                watermark = reached;
                to.emitWatermark(new Watermark(reached));
            }
        }
    }

    /** Hands each partition's records to its own output. */
    private final class Output implements ReaderOutput<RawRecord> {
        private final ReaderOutput<RawRecord> to;

        Output(ReaderOutput<RawRecord> to) {
            this.to = to;
        }

        @Override
        public SourceOutput<RawRecord> createOutputForSplit(String splitId) {
            Partition partition = partitions.get(splitId);
            if (partition == null) {
                throw new IllegalStateException(
                        "a record of " + splitId + ", which was not assigned");
            }
            return partition;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            partitions.remove(splitId);
            to.releaseOutputForSplit(splitId);
        }

        @Override
        public void collect(RawRecord record) {
            throw new UnsupportedOperationException("records go to their partition's output");
        }

        @Override
        public void collect(RawRecord record, long timestamp) {
            collect(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
