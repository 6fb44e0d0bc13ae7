package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts are those of the installation that they come with. */
class RulesTest {
    private static final Pattern SELECTOR = Pattern.compile("\\bflink_\\w+(\\{[^}]*})?");

    @TempDir Path temporary;

    /** Or they would come twice, and of what is absent none, where a Prometheus sees two. */
    @Test
    void alertsSeeTheirOwnNamespaceAlone() throws Exception {
        Map<String, JsonNode> rules = rules("");

        assertThat(rules).hasSizeGreaterThan(8);
        rules.forEach(
                (alert, rule) -> {
                    assertThat(rule.at("/labels/namespace").asText()).isEqualTo("music");
                    assertThat(SELECTOR.matcher(rule.path("expr").asText()).results())
                            .as(alert)
                            .isNotEmpty()
                            .allMatch(
                                    selector ->
                                            String.valueOf(selector.group(1))
                                                    .startsWith("{namespace=\"music\", job_name"));
                });
    }

    @Test
    void withoutTheReportJobNobodyMissesIt() throws Exception {
        assertThat(rules("reportJob: {enabled: false}").keySet())
                .contains("WrappedJobDown", "WrappedStoreSlow")
                .noneMatch(alert -> alert.startsWith("WrappedReport"))
                .doesNotContain("WrappedModelUnavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 46800",
        "'{options: {wrapped.review-interval: 24 h}}', 90000",
        "'{options: {wrapped.review-interval: 2d}}', 176400",
        "'{options: {wrapped.review-interval: 1 ms}}', 3601",
        "'presets: {medium: {wrappedJob: {options: {wrapped.review-interval: 90 min}}}}', 9000",
    })
    void reviewsAreLateAnHourAfterTheirInterval(String values, long seconds) throws Exception {
        assertThat(rules(values).get("WrappedReviewsLate").path("expr").asText())
                .endsWith("/ 1000 > " + seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 600",
        "'{flinkConfiguration: {execution.checkpointing.interval: 15 min}}', 2700",
        "'{flinkConfiguration: {execution.checkpointing.interval: \"1200000\"}}', 3600",
        "'{reportJob: {flinkConfiguration: {execution.checkpointing.interval: 1 hour}}}', 10800",
        "'{reportJob: {enabled: false, flinkConfiguration: "
                + "{execution.checkpointing.interval: 1 h}}}', 600",
    })
    void checkpointsAreOldAfterThreeIntervals(String values, long seconds) throws Exception {
        assertThat(rules(values).get("WrappedCheckpointOld").path("expr").asText())
                .contains("/ 1000 > " + seconds + " and")
                .endsWith("> " + 1_000 * (seconds + 300));
    }

    /** By their names, of the production scenario with other values. */
    private Map<String, JsonNode> rules(String values) throws Exception {
        Path file = Files.writeString(temporary.resolve("more.yaml"), values);
        String rendered =
                Chart.copy(temporary)
                        .render(
                                "wrapped",
                                Stream.concat(Scenario.PRODUCTION.files().stream(), Stream.of(file))
                                        .toList(),
                                Map.of());
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        for (ObjectNode object : Chart.ofKind("PrometheusRule", Chart.objects(rendered))) {
            for (JsonNode group : object.at("/spec/groups")) {
                group.path("rules").forEach(rule -> rules.put(rule.path("alert").asText(), rule));
            }
        }
        return rules;
    }
}
