package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.RecordedMetrics;
import org.junit.jupiter.api.Test;

class StoryMetricsTest {
    private final RecordedMetrics recorded = new RecordedMetrics();
    private final StoryMetrics metrics = new StoryMetrics(recorded);

    @Test
    void tokensCostWhatAMillionOfThemCosts() {
        metrics.showCost(3, 15);
        metrics.promptTokens.inc(2_000_000);
        metrics.completionTokens.inc(100_000);

        assertThat(recorded.gauge("story.cost")).isEqualTo(7.5);
    }

    @Test
    void theEndIsKnownWhereSomethingMoves() {
        assertThat(StoryMetrics.secondsToEnd(0, 0)).isZero();
        assertThat(StoryMetrics.secondsToEnd(5, 2)).isEqualTo(3);
        assertThat(StoryMetrics.secondsToEnd(5, 0)).isEqualTo(-1);
    }
}
