package io.wrapped.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.RecordedMetrics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeMetricsTest {
    private final RecordedMetrics recorded = new RecordedMetrics();

    @Test
    void refusedRecordsAreCountedByReason() {
        DecodeMetrics metrics = new DecodeMetrics(recorded);

        metrics.refused("content_uri out of bounds (1 to 512 code points)");
        metrics.refused("cannot be decoded (not the topic's message)");
        metrics.refused("cannot be decoded (not the topic's message)");
        metrics.refused("(!)");

        assertThat(recorded.counts())
                .isEqualTo(
                        Map.of(
                                "deadLetters",
                                4L,
                                "reason.content_uri_out_of_bounds.refused",
                                1L,
                                "reason.cannot_be_decoded.refused",
                                2L,
                                "reason.other.refused",
                                1L));
    }

    @Test
    void reasonsWithoutEndAreCountedTogether() {
        DecodeMetrics metrics = new DecodeMetrics(recorded);

        for (int i = 0; i < 150; i++) {
            metrics.refused("reason " + i);
        }
        metrics.refused("reason 7");

        assertThat(recorded.counts())
                .hasSize(102)
                .containsEntry("reason.reason_7.refused", 2L)
                .containsEntry("reason.other.refused", 50L);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H, hours",
        "PT23H59M, hours",
        "P1D, days",
        "P6DT23H, days",
        "P7D, weeks",
        "P29D, weeks",
        "P30D, months",
        "P364D, months",
        "P365D, years",
        "P9999D, years"
    })
    void latePlaysAreCountedByAge(Duration age, String name) {
        new LatePlays(recorded).count(1_000, 1_000 + age.toMillis());

        assertThat(recorded.counts()).isEqualTo(Map.of("age." + name + ".latePlays", 1L));
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT59M59.999S", "PT-5M"})
    void whatComesWithinAnHourIsNotLate(Duration age) {
        new LatePlays(recorded).count(1_000_000, 1_000_000 + age.toMillis());

        assertThat(recorded.counts()).isEmpty();
    }
}
