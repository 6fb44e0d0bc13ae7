package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnreadVerdictTest {
    private static final Duration KEPT = Duration.ofDays(60);

    private static Unread unread(long records, @Nullable Duration oldest) {
        return new Unread("wrapped-plays", records, 0, true, oldest);
    }

    private static Unread lost(long lost, long records, Duration oldest) {
        return new Unread("wrapped-plays", records, lost, true, oldest);
    }

    @Test
    void whatIsReadSoonIsWell() {
        assertThat(UnreadVerdict.atOnce(unread(0, null), null))
                .isEqualTo(Verdict.ok("all is read"));
        // Offsets without records, such as the markers of transactions.
        assertThat(UnreadVerdict.atOnce(unread(3, null), null).outcome()).isEqualTo(Outcome.OK);
        assertThat(UnreadVerdict.atOnce(unread(1_200, Duration.ofSeconds(50)), null))
                .isEqualTo(
                        Verdict.ok(
                                "1,200 records at most not read at the last checkpoint, the oldest"
                                        + " for 50 s"));
    }

    @Test
    void whatWaitsForLongWarnsAndFailsBeforeItIsLost() {
        assertThat(UnreadVerdict.atOnce(unread(9, Duration.ofHours(3)), KEPT).outcome())
                .isEqualTo(Outcome.WARNING);
        assertThat(UnreadVerdict.atOnce(unread(9, Duration.ofDays(31)), KEPT))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found()).endsWith("records are deleted after 60 d");
                        });
        assertThat(UnreadVerdict.atOnce(unread(9, Duration.ofDays(900)), null).outcome())
                .isEqualTo(Outcome.WARNING);
    }

    @Test
    void requestsForStoriesMayWait() {
        assertThat(UnreadVerdict.inTime(unread(9, Duration.ofDays(29)), KEPT).outcome())
                .isEqualTo(Outcome.OK);
        assertThat(UnreadVerdict.inTime(unread(9, Duration.ofDays(31)), KEPT).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(UnreadVerdict.inTime(unread(9, Duration.ofDays(31)), null).outcome())
                .isEqualTo(Outcome.OK);
    }

    @Test
    void whatWasDeletedUnreadFails() {
        assertThat(UnreadVerdict.atOnce(lost(1_200, 0, Duration.ZERO), KEPT))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found())
                                    .isEqualTo(
                                            "1,200 records at most were deleted before group"
                                                    + " wrapped-plays read them");
                            assertThat(verdict.remedy())
                                    .contains("retention.ms", "send them again");
                        });
        // What waits is told as well.
        assertThat(UnreadVerdict.atOnce(lost(1, 9, Duration.ofDays(31)), KEPT).found())
                .startsWith("1 records at most were deleted")
                .contains("the oldest for 31 d, and records are deleted after 60 d");
        assertThat(UnreadVerdict.inTime(lost(1, 0, Duration.ZERO), KEPT).remedy())
                .contains("wrapped trigger");
    }

    @Test
    void whatIsGoneWasReadOrLost() {
        TopicPartition read = new TopicPartition("play", 0);
        TopicPartition behind = new TopicPartition("play", 1);
        TopicPartition never = new TopicPartition("play", 2);
        TopicPartition transaction = new TopicPartition("play", 3);
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        committed.put(read, new OffsetAndMetadata(100));
        committed.put(behind, new OffsetAndMetadata(100));
        committed.put(never, null);
        committed.put(transaction, new OffsetAndMetadata(100));
        Map<TopicPartition, Long> beginnings =
                Map.of(read, 100L, behind, 107L, never, 50L, transaction, 101L);

        assertThat(
                        Unread.lost(
                                committed,
                                beginnings,
                                Map.of(read, 100L, behind, 107L, never, 50L, transaction, 101L)))
                .isEqualTo(7);
        // With records behind it, what is gone is a record.
        assertThat(
                        Unread.lost(
                                committed,
                                beginnings,
                                Map.of(read, 100L, behind, 107L, never, 50L, transaction, 102L)))
                .isEqualTo(8);
    }

    @Test
    void aGroupThatNeverReadIsNamed() {
        Verdict verdict =
                UnreadVerdict.atOnce(new Unread("wrapped-plays", 5, 0, false, Duration.ZERO), null);

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(verdict.found()).contains("group wrapped-plays has read none");
        assertThat(verdict.remedy()).contains("-Dkafka.group-id=NAME");
    }
}
