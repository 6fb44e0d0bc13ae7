package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator of Flink on Kubernetes relies on, in every scenario. */
class ConventionsTest {
    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void jobsComeBackFromSavepointsAndLoseNoState(Scenario scenario) throws Exception {
        for (ObjectNode job : jobs(scenario)) {
            JsonNode spec = job.path("spec").path("job");
            JsonNode settings = job.path("spec").path("flinkConfiguration");

            assertThat(spec.path("upgradeMode").asText()).isEqualTo("savepoint");
            assertThat(spec.path("allowNonRestoredState").asBoolean(true)).isFalse();
            assertThat(job.at("/spec/taskManager").has("replicas"))
                    .as("with replicas the operator ignores the parallelism")
                    .isFalse();
            assertThat(settings.path("high-availability.type").asText()).isEqualTo("kubernetes");
            assertThat(settings).allMatch(JsonNode::isTextual);
        }
    }

    /** A savepoint is tied to it. */
    @Test
    void theLargestParallelismIsTheSameInAllScenarios() throws Exception {
        List<String> found = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            jobs(scenario)
                    .forEach(
                            job ->
                                    found.add(
                                            job.at("/spec/flinkConfiguration")
                                                    .path("pipeline.max-parallelism")
                                                    .asText()));
        }

        assertThat(found).hasSize(8).containsOnly("1024");
    }

    @ParameterizedTest
    @EnumSource
    void podsAreRestricted(Scenario scenario) throws Exception {
        List<JsonNode> pods = pods(scenario);

        assertThat(pods).hasSize(7);
        for (JsonNode pod : pods) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            for (JsonNode container : pod.path("containers")) {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMountHasItsVolume(Scenario scenario) throws Exception {
        for (JsonNode pod : pods(scenario)) {
            Set<String> volumes = Set.copyOf(texts(pod.path("volumes"), "name"));
            for (JsonNode container : pod.path("containers")) {
                assertThat(volumes)
                        .containsExactlyInAnyOrderElementsOf(
                                texts(container.path("volumeMounts"), "name"));
            }
        }
    }

    /** One of the same name would take the chart's place. */
    @Test
    void aVolumeThatIsAddedCannotBeCalledAsOneOfTheCharts() throws Exception {
        List<ObjectNode> objects =
                Chart.copy(temporary)
                        .objects(
                                Scenario.PRODUCTION,
                                Map.of(
                                        "state.claim.name", "state",
                                        "kafka.tls.clientSecret", "kafka-client"));
        JsonNode schema =
                JsonMapper.builder()
                        .build()
                        .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        List<String> taken = new ArrayList<>();
        schema.at("/properties/extraVolumes/items/properties/name/not/enum")
                .forEach(name -> taken.add(name.asText()));

        Set<String> own = new TreeSet<>();
        for (ObjectNode job : jobs(objects)) {
            own.addAll(texts(job.at("/spec/taskManager/podTemplate/spec/volumes"), "name"));
        }
        for (ObjectNode doctor : Chart.ofKind("CronJob", objects)) {
            own.addAll(texts(doctor.at("/spec/jobTemplate/spec/template/spec/volumes"), "name"));
        }

        assertThat(own).contains("settings").containsExactlyInAnyOrderElementsOf(taken);
    }

    /** Whoever speaks to Kafka and HBase: the jobs, and the Job that makes topics and table. */
    @Test
    void whatIsAddedReachesAllThatSpeakToKafkaAndHBase() throws Exception {
        List<JsonNode> pods = pods(Scenario.HBASE_TLS);
        List<JsonNode> speaking =
                pods.stream().filter(pod -> pod.toString().contains("kafka-login")).toList();

        assertThat(speaking).hasSizeGreaterThanOrEqualTo(5);
        for (JsonNode pod : speaking) {
            JsonNode container = pod.at("/containers/0");
            assertThat(texts(container.path("env"), "name")).contains("HBASE_TRUSTSTORE_PASSWORD");
            assertThat(texts(container.path("volumeMounts"), "mountPath"))
                    .contains("/etc/wrapped/hbase-tls");
            assertThat(texts(pod.path("volumes"), "name")).contains("hbase-tls");
        }
    }

    /** The operator stops and starts a job whose pods have another label. */
    @Test
    void aNewVersionOfTheChartAloneChangesNoPod() throws Exception {
        Chart chart = Chart.copy(temporary);
        List<ObjectNode> before = jobs(chart.objects(Scenario.PRODUCTION));
        chart.with("Chart.yaml", "version: 0.1.0\nappVersion", "version: 0.2.0\nappVersion");
        List<ObjectNode> after = jobs(chart.objects(Scenario.PRODUCTION));

        assertThat(after).isNotEqualTo(before);
        for (int job = 0; job < before.size(); job++) {
            assertThat(after.get(job).path("spec")).isEqualTo(before.get(job).path("spec"));
        }
    }

    /** From one preset to the next only sizes change, so state and addresses stay. */
    @Test
    void theLaunchPresetChangesSizesOnly() throws Exception {
        Chart chart = Chart.copy(temporary);
        JsonNode medium = jobs(chart.objects(Scenario.PRODUCTION)).get(0).path("spec");
        JsonNode launch =
                jobs(chart.objects(Scenario.PRODUCTION, Map.of("preset", "launch")))
                        .get(0)
                        .path("spec");

        assertThat(launch.at("/job/parallelism").asInt()).isEqualTo(128);
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        launch.path("flinkConfiguration")
                .properties()
                .forEach(
                        setting -> {
                            JsonNode other =
                                    medium.path("flinkConfiguration").path(setting.getKey());
                            if (!setting.getValue().equals(other)) {
                                changed.put(setting.getKey(), other);
                            }
                        });
        assertThat(changed)
                .containsOnlyKeys(
                        "taskmanager.memory.task.off-heap.size", "taskmanager.numberOfTaskSlots");
    }

    @Test
    void theKeyOfTheModelReachesOnlyTheTaskManagersOfTheReportJob() throws Exception {
        List<ObjectNode> jobs = jobs(Scenario.PRODUCTION);

        assertThat(jobs.get(0).toString()).doesNotContain("secretKeyRef");
        assertThat(jobs.get(1).at("/spec/jobManager").toString()).doesNotContain("secretKeyRef");
        assertThat(jobs.get(1).at("/spec/taskManager/podTemplate/spec/containers/0/env/0"))
                .hasToString(
                        "{\"name\":\"WRAPPED_MODEL_API_KEY\",\"valueFrom\":{\"secretKeyRef\":"
                                + "{\"name\":\"wrapped-model\",\"key\":\"api-key\"}}}");
    }

    /** Helm starts hooks by weight, so topics find a Kafka, and the jobs are told where it is. */
    @Test
    void serversOfALaptopAreThereBeforeTopicsAreMade() throws Exception {
        List<ObjectNode> objects =
                Chart.copy(temporary)
                        .objects(
                                Scenario.LAPTOP,
                                Map.of(
                                        "servers.kafka.enabled", "true",
                                        "servers.hbase.enabled", "true",
                                        "servers.hbase.image", "hbase:2.6"));
        List<ObjectNode> servers = Chart.ofKind("StatefulSet", objects);

        assertThat(servers).hasSize(2);
        for (ObjectNode server : servers) {
            JsonNode hook = server.at("/metadata/annotations");
            assertThat(hook.path("helm.sh/hook").asText()).isEqualTo("pre-install");
            assertThat(hook.path("helm.sh/hook-weight").asInt()).isNegative();
        }
        assertThat(Chart.ofKind("Job", objects).get(0).toString())
                .contains(
                        "-Dkafka.bootstrap-servers=wrapped-kafka.music:9092",
                        "-Dhbase.bootstrap-servers=wrapped-hbase.music:16000");
    }

    @Test
    void eachFileOfRulesAndDashboardsBecomesAnObject() throws Exception {
        Chart chart = Chart.copy(temporary);
        Path folder = temporary.resolve("wrapped");
        Files.writeString(folder.resolve("rules/more.yaml"), "groups: [{name: more, rules: []}]\n");
        Files.createDirectories(folder.resolve("dashboards"));
        Files.writeString(folder.resolve("dashboards/one.json"), "{\"a\": 1}\n");
        List<ObjectNode> objects = chart.objects(Scenario.PRODUCTION);

        assertThat(Chart.ofKind("PrometheusRule", objects))
                .anyMatch(rule -> rule.at("/spec/groups/0/name").asText().equals("more"));
        assertThat(Chart.ofKind("ConfigMap", objects))
                .anyMatch(map -> map.at("/data").path("one.json").asText().equals("{\"a\": 1}\n"));
    }

    @ParameterizedTest
    @CsvSource({"text, PatternLayout", "json, JsonTemplateLayout"})
    void logsOfBothJobsHaveTheFormThatIsAskedFor(String format, String layout) throws Exception {
        List<ObjectNode> objects =
                Chart.copy(temporary)
                        .objects(Scenario.PRODUCTION, Map.of("logging.format", format));

        assertThat(jobs(objects))
                .hasSize(2)
                .allSatisfy(
                        job ->
                                assertThat(
                                                job.at("/spec/logConfiguration")
                                                        .path("log4j-console.properties")
                                                        .asText())
                                        .contains("appender.console.layout.type = " + layout));
    }

    /** Whoever is called at night has no copy of the project at hand. */
    @Test
    void alertsLinkToWhereTheirRunbooksAreShown() throws Exception {
        String shown = "https://docs.example.org/alerts.html";
        List<ObjectNode> objects =
                Chart.copy(temporary)
                        .objects(
                                Scenario.PRODUCTION,
                                Map.of("monitoring.prometheusRule.runbooks", shown));
        List<JsonNode> alerts = new ArrayList<>();
        for (ObjectNode object : Chart.ofKind("PrometheusRule", objects)) {
            object.at("/spec/groups").forEach(group -> group.path("rules").forEach(alerts::add));
        }

        assertThat(alerts)
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        alert ->
                                assertThat(alert.at("/annotations/runbook_url").asText())
                                        .isEqualTo(
                                                shown
                                                        + "#"
                                                        + alert.path("alert")
                                                                .asText()
                                                                .toLowerCase(Locale.ROOT)));
    }

    private List<ObjectNode> jobs(Scenario scenario) throws Exception {
        return jobs(Chart.copy(temporary).objects(scenario));
    }

    private static List<ObjectNode> jobs(List<ObjectNode> objects) {
        return Chart.ofKind("FlinkDeployment", objects);
    }

    /** Of both jobs' JobManagers and TaskManagers, of what creates and looks, and of the test. */
    private List<JsonNode> pods(Scenario scenario) throws Exception {
        List<ObjectNode> objects = Chart.copy(temporary).objects(scenario);
        List<JsonNode> pods = new ArrayList<>();
        for (ObjectNode job : jobs(objects)) {
            pods.add(job.at("/spec/jobManager/podTemplate/spec"));
            pods.add(job.at("/spec/taskManager/podTemplate/spec"));
        }
        Chart.ofKind("Job", objects).forEach(job -> pods.add(job.at("/spec/template/spec")));
        Chart.ofKind("CronJob", objects)
                .forEach(job -> pods.add(job.at("/spec/jobTemplate/spec/template/spec")));
        Chart.ofKind("Pod", objects).forEach(pod -> pods.add(pod.path("spec")));
        return pods;
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }
}
