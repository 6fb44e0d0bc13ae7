package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryMetricsTest {
    @Test
    void theEndIsProjectedFromTheRateOfTheLastMinute() {
        assertThat(StoryMetrics.secondsToEnd(120, 2)).isEqualTo(60);
        assertThat(StoryMetrics.secondsToEnd(121, 2)).isEqualTo(61);
        assertThat(StoryMetrics.secondsToEnd(1, 100)).isEqualTo(1);
    }

    @Test
    void nothingThatWaitsHasEndedAndWithoutARateNobodyKnows() {
        assertThat(StoryMetrics.secondsToEnd(0, 0)).isZero();
        assertThat(StoryMetrics.secondsToEnd(0, 3)).isZero();
        assertThat(StoryMetrics.secondsToEnd(5, 0)).isEqualTo(-1);
    }
}
