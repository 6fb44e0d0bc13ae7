package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnreadVerdictTest {
    private static final Duration KEPT = Duration.ofDays(60);

    private static Unread unread(long records, @Nullable Duration oldest) {
        return new Unread("wrapped-plays", records, true, oldest);
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
    }

    @Test
    void aGroupThatNeverReadIsNamed() {
        Verdict verdict =
                UnreadVerdict.atOnce(new Unread("wrapped-plays", 5, false, Duration.ZERO), null);

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(verdict.found()).contains("group wrapped-plays has read none");
        assertThat(verdict.remedy()).contains("-Dkafka.group-id=NAME");
    }
}
