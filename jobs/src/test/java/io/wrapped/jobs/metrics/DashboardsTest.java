package io.wrapped.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.state.metric.JobMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Grafana dashboards can be imported anywhere and be read by who did not draw them. That what
 * they ask for is there, a scrape of running jobs shows.
 */
class DashboardsTest {
    private static final Path FOLDER =
            Path.of("../helm/wrapped/dashboards").toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int COLUMNS = 24;
    private static final String SOURCE = "${datasource}";

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    /** Those that show something; rows only part them. */
    private static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        }
        return panels;
    }

    @Test
    void thereIsOneForEachJob() throws IOException {
        List<String> uids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Path file : dashboards()) {
            uids.add(read(file).path("uid").asText());
            titles.add(read(file).path("title").asText());
        }

        assertThat(uids).containsExactly("wrapped-listening", "wrapped-stories");
        assertThat(titles).doesNotHaveDuplicates().allMatch(title -> title.startsWith("Wrapped: "));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void idsAreUnique(Path file) throws IOException {
        JsonNode dashboard = read(file);
        List<Integer> ids = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> ids.add(panel.path("id").asInt()));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
        assertThat(dashboard.has("id")).as("an id is the installation's to give").isFalse();
        assertThat(panels(dashboard))
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void whereDataComesFromIsChosenByWhoLooks(Path file) throws IOException {
        JsonNode dashboard = read(file);

        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.findValuesAsText("uid").stream().distinct())
                .containsExactlyInAnyOrder(dashboard.path("uid").asText(), SOURCE);
        for (JsonNode panel : panels(dashboard)) {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo(SOURCE);
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo(SOURCE);
                assertThat(target.path("expr").asText())
                        .contains("namespace=~\"$namespace\"", "job_name=\"")
                        .as("-1 of a subtask that stands still, which any other exceeds")
                        .doesNotContain(JobMetric.STORIES_SECONDS_TO_END.prometheusName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhat(Path file) throws IOException {
        for (JsonNode panel : panels(read(file))) {
            String title = panel.path("title").asText();
            assertThat(panel.path("description").asText()).as(title).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
            assertThat(panel.path("targets").size()).as(title).isPositive();
            Set<String> refIds = new HashSet<>();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
                assertThat(refIds.add(target.path("refId").asText())).as(title).isTrue();
                assertThat(Brackets.arePaired(target.path("expr").asText())).as(title).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noPanelLiesOnAnother(Path file) throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : read(file).path("panels")) {
            JsonNode place = panel.path("gridPos");
            int left = place.path("x").asInt();
            int right = left + place.path("w").asInt();
            int top = place.path("y").asInt();
            assertThat(left).isNotNegative();
            assertThat(right).isBetween(left + 1, COLUMNS);
            for (int x = left; x < right; x++) {
                for (int y = top; y < top + place.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "/" + y)).as(panel.path("title").asText()).isTrue();
                }
            }
        }
    }
}
