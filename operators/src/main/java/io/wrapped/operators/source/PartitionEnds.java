package io.wrapped.operators.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers, again and again in a thread of its own, where partitions end. A broker that
 * does not answer leaves the last answer standing, and with it the watermark.
 *
 * <p>Below an end there may be offsets that no record has: transaction markers, or records that
 * compaction or retention removed. Where a reader makes no progress towards the end, one look at
 * what is there tells whether anything is left to read.
 */
final class PartitionEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionEnds.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * Where a partition ended when it was asked.
     *
     * @param offset of the next record to be appended
     * @param askedAt this machine's time before the question was sent, epoch milliseconds
     * @param emptyFrom no record stands from here up to the end; the end itself where that is
     *     unknown
     */
    record End(long offset, long askedAt, long emptyFrom) {
        boolean nothingBetween(long position) {
            // A start that is not an offset yet (earliest) is negative: it reads from the
            // beginning.
            return position >= 0 ? position >= emptyFrom : emptyFrom == 0;
        }
    }

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration interval;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> lastPositions = new HashMap<>();
    private final Map<TopicPartition, Long> somethingAt = new HashMap<>();
    private final Map<TopicPartition, End> ends = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private @Nullable Thread thread;

    PartitionEnds(Properties consumerProperties, Duration interval) {
        this(() -> new KafkaConsumer<>(forLooking(consumerProperties)), interval);
    }

    /**
     * @param consumers makes the one that asks, in the thread that asks
     */
    PartitionEnds(Supplier<Consumer<byte[], byte[]>> consumers, Duration interval) {
        this.consumers = consumers;
        this.interval = interval;
    }

    private static Properties forLooking(Properties consumerProperties) {
        Properties properties = new Properties();
        properties.putAll(consumerProperties);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "16384");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    void start(Runnable whenAsked) {
        thread = new Thread(() -> run(whenAsked), "partition-ends");
        thread.setDaemon(true);
        thread.setContextClassLoader(getClass().getClassLoader());
        thread.start();
    }

    void add(TopicPartition partition, long startingOffset) {
        positions.putIfAbsent(partition, startingOffset);
    }

    void setPosition(TopicPartition partition, long position) {
        positions.put(partition, position);
    }

    @Nullable End end(TopicPartition partition) {
        return ends.get(partition);
    }

    /**
     * Records left to read, as far as is known: at most so many, since not every offset has one.
     * Grows where the reader stands still. Safe for use by any thread.
     */
    long unread() {
        long unread = 0;
        for (Map.Entry<TopicPartition, Long> reader : positions.entrySet()) {
            End end = ends.get(reader.getKey());
            long position = reader.getValue();
            if (end != null && !end.nothingBetween(position)) {
                unread += Math.max(0, end.offset() - Math.max(0, position));
            }
        }
        return unread;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(10).toMillis());
        }
    }

    /**
     * Throws what ended the asking, since a job without watermarks only looks healthy.
     *
     * @throws IllegalStateException with the cause
     */
    void rethrowFailure() {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException(
                    "the ends of " + positions.keySet() + " cannot be asked for", cause);
        }
    }

    private void run(Runnable whenAsked) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            while (!closed) {
                try {
                    if (!positions.isEmpty()) {
                        ask(consumer);
                    }
                } catch (InterruptException e) {
                    return;
                } catch (RetriableException e) {
                    LOG.warn(
                            "Where {} end is not known just now: {}",
                            positions.keySet(),
                            e.toString());
                }
                // Also without partitions or answers: the reader looks at the clock.
                whenAsked.run();
                Thread.sleep(interval.toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            // Closed: nothing is left to be told.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!closed) {
                failure = e;
                whenAsked.run();
            }
        }
    }

    private void ask(Consumer<byte[], byte[]> consumer) {
        Collection<TopicPartition> partitions = List.copyOf(positions.keySet());
        long askedAt = System.currentTimeMillis();
        Map<TopicPartition, Long> endOffsets = consumer.endOffsets(partitions);
        for (Map.Entry<TopicPartition, Long> answer : endOffsets.entrySet()) {
            TopicPartition partition = answer.getKey();
            long offset = answer.getValue();
            long position = positions.getOrDefault(partition, 0L);
            long emptyFrom = offset;
            End before = ends.get(partition);
            if (before != null && before.offset() == offset) {
                emptyFrom = before.emptyFrom();
            }
            Long lastPosition = lastPositions.put(partition, position);
            boolean stuck =
                    position < emptyFrom
                            && lastPosition != null
                            && lastPosition == position
                            && somethingAt.getOrDefault(partition, Long.MIN_VALUE) != position;
            if (stuck && nothingLeft(consumer, partition, position, offset)) {
                emptyFrom = Math.max(position, 0);
            }
            ends.put(partition, new End(offset, askedAt, emptyFrom));
        }
    }

    private boolean nothingLeft(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long position,
            long endOffset) {
        consumer.assign(List.of(partition));
        if (position < 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, position);
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(LOOK);
        if (!records.isEmpty()) {
            // The reader is only slow; no need to look again before it moves.
            somethingAt.put(partition, position);
        }
        boolean nothing = records.isEmpty() && consumer.position(partition) >= endOffset;
        consumer.assign(List.of());
        return nothing;
    }
}
