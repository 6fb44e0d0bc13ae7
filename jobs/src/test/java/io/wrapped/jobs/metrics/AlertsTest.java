package io.wrapped.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.state.metric.JobMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each alert says what is the matter and leads to what to do. */
class AlertsTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = "docs/alerts.md";

    /** By what series are added up and put together. */
    private static final Pattern GROUPING = Pattern.compile("(?:by|on) \\(([^)]*)\\)");

    /** A metric of which a quantile is asked for. */
    private static final Pattern CALLS = Pattern.compile("(flink_\\w+)\\{[^}]*quantile=");

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROJECT.resolve("helm/wrapped/rules"))) {
            for (Path file : files.sorted().toList()) {
                Object read =
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(file));
                JsonNode groups = JSON.<JsonNode>valueToTree(read).path("groups");
                assertThat(groups.size()).as(file.toString()).isPositive();
                groups.forEach(group -> group.path("rules").forEach(rules::add));
            }
        }
        return rules;
    }

    private static List<String> names() throws IOException {
        return rules().stream().map(rule -> rule.path("alert").asText()).toList();
    }

    private static List<String> headings() throws IOException {
        return Files.readAllLines(PROJECT.resolve(PAGE)).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    @Test
    void everyAlertHasItsSectionAndNoSectionLacksItsAlert() throws IOException {
        assertThat(headings()).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyAlertLeadsToItsSection() throws IOException {
        for (JsonNode rule : rules()) {
            String anchor = rule.path("alert").asText().toLowerCase(Locale.ROOT);

            assertThat(rule.at("/annotations/runbook_url").asText()).isEqualTo(PAGE + "#" + anchor);
        }
    }

    @Test
    void everyAlertSaysWhatIsTheMatter() throws IOException {
        for (JsonNode rule : rules()) {
            String name = rule.path("alert").asText();
            assertThat(name).matches("Wrapped([A-Z][a-z]+)+");
            assertThat(rule.path("expr").asText()).as(name).contains("flink_", "job_name=");
            assertThat(Brackets.arePaired(rule.path("expr").asText())).as(name).isTrue();
            assertThat(rule.path("for").asText()).as(name).matches("\\d+m");
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).as(name).endsWith(".");
            assertThat(rule.at("/annotations/description").asText()).as(name).endsWith(".");
        }
    }

    /** The chart puts others in their place. */
    @Test
    void thresholdsAreThoseOfTheDefaults() throws IOException {
        long late = ListenerOptions.REVIEW_INTERVAL.defaultValue().plusHours(1).toSeconds();

        assertThat(rules())
                .filteredOn(rule -> rule.path("alert").asText().equals("WrappedReviewsLate"))
                .singleElement()
                .extracting(rule -> rule.path("expr").asText())
                .asString()
                .endsWith("> " + late);
    }

    /** Flink keeps the last calls, however old: they count only where others follow them. */
    @Test
    void noAlertStaysForCallsOfLongAgo() throws IOException {
        List<String> ofCalls =
                rules().stream()
                        .map(rule -> rule.path("expr").asText())
                        .filter(expr -> expr.contains("quantile="))
                        .toList();

        assertThat(ofCalls).isNotEmpty();
        for (String expr : ofCalls) {
            Matcher calls = CALLS.matcher(expr);
            assertThat(calls.find()).as(expr).isTrue();
            assertThat(expr).contains("increase(" + calls.group(1) + "_count{");
        }
    }

    @Test
    void aSubtaskThatStandsStillIsNotHiddenByThoseThatDoNot() throws IOException {
        for (JsonNode rule : rules()) {
            String expr = rule.path("expr").asText();
            assertThat(expr)
                    .as("-1 of a subtask that stands still, which any other exceeds")
                    .doesNotContain(JobMetric.STORIES_SECONDS_TO_END.prometheusName());
            if (rule.path("alert").asText().equals("WrappedReportsStuck")) {
                assertThat(GROUPING.matcher(expr).results().map(found -> found.group(1)))
                        .hasSize(3)
                        .containsOnly("namespace, subtask_index");
            }
        }
    }

    @Test
    void noAlertHasTheNameOfAnother() throws IOException {
        assertThat(names()).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }
}
