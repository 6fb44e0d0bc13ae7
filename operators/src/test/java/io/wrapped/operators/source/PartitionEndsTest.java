package io.wrapped.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionEndsTest {
    private static final TopicPartition PLAYS = new TopicPartition("play", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final Semaphore asked = new Semaphore(0);

    @Test
    void whatIsUnreadGrowsWhileNobodyReads() throws Exception {
        try (PartitionEnds ends = new PartitionEnds(() -> kafka, Duration.ofMillis(1))) {
            endAt(100);
            ends.add(PLAYS, 60);
            ends.start(asked::release);
            awaitAnswer();
            assertThat(ends.unread()).isEqualTo(40);

            endAt(1_000);
            awaitAnswer();
            assertThat(ends.unread()).isEqualTo(940);

            ends.setPosition(PLAYS, 1_000);
            assertThat(ends.unread()).isZero();
        }
    }

    private void endAt(long offset) {
        kafka.updateEndOffsets(Map.of(PLAYS, offset));
    }

    /** To a question that was asked from now on: one may be under way. */
    private void awaitAnswer() throws InterruptedException {
        asked.drainPermits();
        asked.acquire(2);
    }
}
