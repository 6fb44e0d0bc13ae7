package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prometheus itself reads all queries, and finds that alerts fire when they should and are silent
 * otherwise. The series of each are in {@code alerts/}, in the form of its own tests.
 */
class AlertsFireTest {
    private static final Path SERIES = Path.of("src/test/resources/alerts");

    /** Which is YAML too. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern ALERT = Pattern.compile("'\\{alertname=\"(\\w+)\"}'");

    @TempDir Path temporary;

    private Path promtool;

    @BeforeEach
    void find() {
        promtool = Program.orSkip("promtool", "apt-get install prometheus");
    }

    @ParameterizedTest
    @EnumSource
    void alertsOfAnInstallationAreRead(Scenario scenario) throws Exception {
        int alerts = writeRules(scenario).size();

        assertThat(alerts).isGreaterThan(8);
        assertThat(check().orFail()).contains("SUCCESS: " + alerts + " rules found");
    }

    @ParameterizedTest
    @MethodSource("files")
    void alertsOfAFileAreReadAsTheyAre(Path file) throws Exception {
        Files.copy(file, temporary.resolve("rules.yaml"));

        check().orFail();
    }

    static List<Path> files() throws IOException {
        return list(Chart.FOLDER.resolve("rules"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelsQueriesAreRead(Path file) throws Exception {
        ArrayNode queries = JSON.createArrayNode();
        for (JsonNode panel : JSON.readTree(file.toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String query = target.path("expr").asText();
                queries.addObject()
                        .put(
                                "alert",
                                panel.path("title").asText() + " " + target.path("refId").asText())
                        // Grafana puts something in their place.
                        .put("expr", query.replace("$__rate_interval", "5m"));
            }
        }
        write(queries);

        assertThat(queries.size()).isGreaterThan(20);
        assertThat(check().orFail()).contains(queries.size() + " rules found");
    }

    static List<Path> dashboards() throws IOException {
        return list(Chart.FOLDER.resolve("dashboards"));
    }

    @ParameterizedTest
    @MethodSource("series")
    void alertsFireWhenTheyShould(Path file) throws Exception {
        writeRules(Scenario.PRODUCTION);

        assertThat(test(file).orFail()).contains("SUCCESS");
    }

    static List<Path> series() throws IOException {
        return list(SERIES);
    }

    @Test
    void eachAlertIsSeenToFire() throws Exception {
        TreeSet<String> seen = new TreeSet<>();
        for (Path file : series()) {
            ALERT.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> seen.add(found.group(1)));
        }
        List<String> alerts = new ArrayList<>();
        writeRules(Scenario.PRODUCTION)
                .findValues("alert")
                .forEach(alert -> alerts.add(alert.asText()));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @ParameterizedTest
    @CsvSource({"'sum by (namespace)', 'sum by namespace'", "'[15m]', '[15]'", "> 3, > > 3"})
    void aQueryThatIsNoneIsSeen(String text, String mistake) throws Exception {
        mistake(text, mistake);

        assertThat(check().code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"> 3, > 7", "> 46800, > 50000", "\"30m\", \"90m\"", "music, other"})
    void anAlertThatFiresOtherwiseIsSeen(String text, String mistake) throws Exception {
        mistake(text, mistake);

        assertThat(check().code()).isZero();
        assertThat(test(SERIES.resolve("listening.yaml")).said()).contains("FAILED");
    }

    private void mistake(String text, String mistake) throws IOException {
        writeRules(Scenario.PRODUCTION);
        Path file = temporary.resolve("rules.yaml");
        String rules = Files.readString(file);
        assertThat(rules).contains(text);
        Files.writeString(file, rules.replace(text, mistake));
    }

    /** Writes all alerts of an installation as one file of Prometheus. */
    private ArrayNode writeRules(Scenario scenario) throws IOException {
        ArrayNode rules = JSON.createArrayNode();
        Map<String, String> wanted =
                Map.of(
                        "monitoring.prometheusRule.enabled", "true",
                        "monitoring.prometheusRule.runbooks", "https://git.example.com/alerts.md");
        List<ObjectNode> objects = Chart.copy(temporary).objects(scenario, wanted);
        for (ObjectNode object : Chart.ofKind("PrometheusRule", objects)) {
            object.at("/spec/groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        write(rules);
        return rules;
    }

    private void write(ArrayNode rules) throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.putArray("groups").addObject().put("name", "all").set("rules", rules);
        JSON.writeValue(temporary.resolve("rules.yaml").toFile(), file);
    }

    private Program.Ended check() throws Exception {
        return Program.run(
                temporary,
                promtool.toString(),
                "check",
                "rules",
                "--lint=all",
                "--lint-fatal",
                "rules.yaml");
    }

    private Program.Ended test(Path series) throws Exception {
        Files.copy(series, temporary.resolve("series.yaml"));
        return Program.run(temporary, promtool.toString(), "test", "rules", "series.yaml");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
