package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.state.contract.ReportRequest;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class StorySettingsTest {

    private static Configuration config() {
        Configuration config = new Configuration();
        config.set(StoryOptions.BASE_URL, "http://localhost:8000");
        config.set(StoryOptions.MODEL, "a-model");
        return config;
    }

    @Test
    void defaultsStand() {
        StorySettings settings = StorySettings.of(config());

        assertThat(settings.maxAttempts()).isEqualTo(20);
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.language()).isEqualTo("en");
    }

    @Test
    void aMissingOptionIsNamed() {
        Configuration config = config();
        config.removeConfig(StoryOptions.MODEL);

        assertThatThrownBy(() -> StorySettings.of(config)).hasMessageContaining("story.model");
    }

    @Test
    void anOptionOutOfBoundsIsNamedWithItsValue() {
        Configuration config = config().set(StoryOptions.CONCURRENCY, 0);

        assertThatThrownBy(() -> StorySettings.of(config))
                .hasMessage("story.concurrency is '0', expected at least 1");
    }

    @Test
    void pausesDoubleUpToTheMostLessARandomPart() {
        Backoff full = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 0);
        Backoff random = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> 0.5);

        assertThat(full.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(full.after(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(full.after(1_000_000)).isEqualTo(Duration.ofSeconds(5));
        assertThat(random.after(1)).isEqualTo(Duration.ofMillis(750));
        assertThat(full.after(1, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(full.after(1, Duration.ofDays(2))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatTravelsNeedsNoKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(StoryOutcome.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ReportRequest.class);
    }
}
