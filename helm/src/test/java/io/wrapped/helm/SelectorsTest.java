package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What selects pods selects those that it is for, by the labels that these have on a cluster. */
class SelectorsTest {
    @TempDir Path temporary;

    private Chart chart;

    @BeforeEach
    void copy() throws Exception {
        chart = Chart.copy(temporary);
    }

    @ParameterizedTest
    @CsvSource({
        "NetworkPolicy, wrapped, wrapped/jobmanager, wrapped/taskmanager",
        "NetworkPolicy, wrapped-reports, wrapped-reports/jobmanager, wrapped-reports/taskmanager",
        "PodDisruptionBudget, wrapped-jobmanager, wrapped/jobmanager,",
        "PodDisruptionBudget, wrapped-taskmanager, wrapped/taskmanager,",
        "PodDisruptionBudget, wrapped-reports-jobmanager, wrapped-reports/jobmanager,",
        "PodDisruptionBudget, wrapped-reports-taskmanager, wrapped-reports/taskmanager,",
    })
    void eachSelectsThePodsThatItIsFor(String kind, String name, String one, String other) {
        List<ObjectNode> objects = chart.objects(Scenario.PRODUCTION);
        JsonNode spec = named(name, Chart.ofKind(kind, objects)).path("spec");
        JsonNode selector = spec.has("selector") ? spec.path("selector") : spec.path("podSelector");

        assertThat(selected(selector, objects))
                .containsExactlyInAnyOrderElementsOf(
                        other == null ? List.of(one) : List.of(one, other));
    }

    @Test
    void metricsAreScrapedFromAllPodsOfTheJobs() {
        List<ObjectNode> objects = chart.objects(Scenario.PRODUCTION);
        JsonNode monitor = Chart.ofKind("PodMonitor", objects).get(0);

        assertThat(selected(monitor.at("/spec/selector"), objects))
                .containsExactlyInAnyOrder(
                        "wrapped/jobmanager",
                        "wrapped/taskmanager",
                        "wrapped-reports/jobmanager",
                        "wrapped-reports/taskmanager");
        assertThat(
                        Chart.ofKind("FlinkDeployment", objects)
                                .get(0)
                                .at("/spec/taskManager/podTemplate/spec/containers/0/ports")
                                .findValuesAsText("name"))
                .contains(monitor.at("/spec/podMetricsEndpoints/0/port").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "PodDisruptionBudget, templates/poddisruptionbudgets.yaml, component: taskmanager",
        "PodMonitor, templates/monitoring.yaml, '[flink-native-kubernetes]'"
    })
    void aLabelThatNoPodHasIsSeen(String kind, String file, String text) throws Exception {
        chart.with(file, text, text.replace("flink", "flunk").replace("task", "tusk"));
        List<ObjectNode> objects = chart.objects(Scenario.PRODUCTION);

        assertThat(Chart.ofKind(kind, objects))
                .anyMatch(object -> selected(object.at("/spec/selector"), objects).isEmpty());
    }

    /** Pods of the release, by the label that the selector has. */
    private static List<String> selected(JsonNode selector, List<ObjectNode> objects) {
        return pods(objects).entrySet().stream()
                .filter(pod -> matches(selector, pod.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean all =
                selector.path("matchLabels").properties().stream()
                        .allMatch(
                                label ->
                                        label.getValue()
                                                .asText()
                                                .equals(labels.get(label.getKey())));
        for (JsonNode expression : selector.path("matchExpressions")) {
            assertThat(expression.path("operator").asText()).isEqualTo("In");
            String value = labels.get(expression.path("key").asText());
            all &=
                    value != null
                            && expression.path("values").toString().contains('"' + value + '"');
        }
        return all;
    }

    /** Labels of the jobs' pods, and of those of the chart itself, by the pods' names. */
    private static Map<String, Map<String, String>> pods(List<ObjectNode> objects) {
        Map<String, Map<String, String>> pods = new LinkedHashMap<>();
        for (ObjectNode job : Chart.ofKind("FlinkDeployment", objects)) {
            String name = name(job);
            pods.put(
                    name + "/jobmanager",
                    labels(
                            job.at("/spec/jobManager/podTemplate"),
                            KubernetesUtils.getJobManagerSelectors(name)));
            pods.put(
                    name + "/taskmanager",
                    labels(
                            job.at("/spec/taskManager/podTemplate"),
                            KubernetesUtils.getTaskManagerSelectors(name)));
        }
        Stream.concat(
                        Chart.ofKind("Pod", objects).stream(),
                        Chart.ofKind("Job", objects).stream().map(job -> job.at("/spec/template")))
                .forEach(pod -> pods.put("pod " + pods.size(), labels(pod, Map.of())));
        return pods;
    }

    /** Flink's own win over those of a template. */
    private static Map<String, String> labels(JsonNode pod, Map<String, String> flinks) {
        Map<String, String> labels = new HashMap<>();
        pod.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        labels.putAll(flinks);
        return labels;
    }

    private static JsonNode named(String name, List<ObjectNode> objects) {
        return objects.stream().filter(each -> name(each).equals(name)).findFirst().orElseThrow();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
