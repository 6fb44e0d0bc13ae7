package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Duration ALLOWED = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Clocks clocks = new Clocks(now::get);

    /** Asks one that is ahead, which takes a while to answer. */
    private Verdict ask(String whose, long aheadMs, long tookMs) throws Exception {
        return clocks.compare(
                whose,
                () -> {
                    long told = now.get() + aheadMs;
                    now.addAndGet(tookMs);
                    return told;
                });
    }

    @Test
    void aSlowAnswerIsNoDifference() throws Exception {
        assertThat(ask("Kafka", 0, 60_000).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void whoIsAheadAndWhoBehindIsTold() throws Exception {
        assertThat(ask("Kafka", 8_000, 0).found())
                .isEqualTo("Kafka and this machine differ by 8 s (Kafka is ahead)");
        assertThat(ask("Kafka", -8_000, 0).found()).endsWith("(Kafka is behind)");
        assertThat(ask("Kafka", 8_000, 0).remedy()).contains("NTP");
    }

    @Test
    void whatWasToldAWhileAgoMayBeLater() throws Exception {
        Map<String, Long> told = Map.of("one", now.get() - 9_000, "other", now.get());

        assertThat(clocks.compareAll("HBase", 10_000, () -> told).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void ofSeveralClocksTheSlowestAndTheFastestCount() throws Exception {
        Map<String, Long> slow =
                Map.of("one", now.get(), "other", now.get() - 60_000, "third", now.get() - 1_000);
        Map<String, Long> both = Map.of("one", now.get() + 8_000, "other", now.get() - 60_000);
        Map<String, Long> alone = Map.of("one", now.get() + 8_000);

        assertThat(clocks.compareAll("HBase", 10_000, () -> slow).found())
                .isEqualTo(
                        "other and this machine differ by 50 s (other is behind, or has told"
                                + " nothing for so long)");
        assertThat(clocks.compareAll("HBase", 10_000, () -> both))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
                            assertThat(verdict.found())
                                    .contains("other is behind", "8 s (one is ahead)");
                        });
        assertThat(clocks.compareAll("HBase", 10_000, () -> alone).found())
                .isEqualTo("one and this machine differ by 8 s (one is ahead)");
        assertThat(clocks.compareAll("HBase", 10_000, Map::of).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void kafkaAndFlinkAreMeasuredByTheAllowedDelay() throws Exception {
        ask("Kafka", 7_000, 0);
        ask("Flink", -7_000, 0);
        assertThat(clocks.between("Kafka", "Flink", ALLOWED, "kafka.allowed-delay"))
                .isNotNull()
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found())
                                    .isEqualTo(
                                            "Kafka and Flink differ by 14 s; kafka.allowed-delay"
                                                    + " is 10 s, so triggers overtake records");
                        });
        ask("Flink", 1_000, 0);
        assertThat(clocks.between("Kafka", "Flink", ALLOWED, "kafka.allowed-delay"))
                .extracting(Verdict::outcome)
                .isEqualTo(Outcome.WARNING);
        ask("Flink", 7_000, 0);
        assertThat(clocks.between("Kafka", "Flink", ALLOWED, "kafka.allowed-delay"))
                .extracting(Verdict::outcome)
                .isEqualTo(Outcome.OK);
    }

    @Test
    void whoDoesNotTellTheTimeIsNotCompared() throws Exception {
        assertThat(clocks.compare("Kafka", () -> null).outcome()).isEqualTo(Outcome.UNKNOWN);
        ask("Flink", 0, 0);
        assertThat(clocks.between("Kafka", "Flink", ALLOWED, "kafka.allowed-delay")).isNull();
    }
}
