package io.wrapped.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
    private static final long SUMMER = Instant.parse("2025-07-01T00:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "Europe/London, 3600",
        "Asia/Kolkata, 19800",
        "EST, -18000",
        "MST, -25200",
        "HST, -36000",
        "ROC, 28800",
        "GMT+0, 0",
        "GMT-0, 0",
        "UTC, 0"
    })
    void idsOfTheIanaDatabaseAreKnown(String id, int summerOffset) {
        assertThat(Zones.isKnown(id)).isTrue();
        assertThat(Zones.offsetSeconds(id, SUMMER)).isEqualTo(summerOffset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+02:00", "Z", "SystemV/EST5", "Mars/Olympus_Mons", "", "europe/london"})
    void anythingElseIsNot(String id) {
        assertThat(Zones.isKnown(id)).isFalse();
    }

    @Test
    void theOffsetOfAnUnknownZoneNamesIt() {
        assertThatThrownBy(() -> Zones.offsetSeconds("Mars", 0)).hasMessageContaining("Mars");
    }
}
