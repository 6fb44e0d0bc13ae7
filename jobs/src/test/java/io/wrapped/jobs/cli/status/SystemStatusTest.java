package io.wrapped.jobs.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemStatusTest {
    @Test
    void whatWaitsHasAnEndAtTheRateOfTheLastMinute() {
        Instant before = Instant.now();

        JsonNode stories = stories(300, 2);

        assertThat(stories.path("seconds_to_end").asLong()).isEqualTo(150);
        assertThat(Instant.parse(stories.path("projected_end").asText()))
                .isBetween(before.plusSeconds(149), Instant.now().plus(Duration.ofSeconds(150)));
    }

    @Test
    void noEndIsKnownWhereNothingEnds() {
        JsonNode stories = stories(300, 0);

        assertThat(stories.path("seconds_to_end").isNull()).isTrue();
        assertThat(stories.path("projected_end").isNull()).isTrue();
    }

    @Test
    void whereNothingWaitsItIsDone() {
        JsonNode stories = stories(0, 2);

        assertThat(stories.path("seconds_to_end").asLong()).isZero();
        assertThat(stories.path("projected_end").isNull()).isTrue();
    }

    private static JsonNode stories(double waiting, double perSecond) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        SystemStatus.putStories(
                job,
                new Measured(
                        Map.of(
                                name(JobMetric.STORIES_WAITING), waiting,
                                name(JobMetric.STORIES_ENDED_PER_SECOND), perSecond)));
        return job.path("stories");
    }

    private static String name(JobMetric metric) {
        return "Tell_stories." + metric.restName();
    }
}
