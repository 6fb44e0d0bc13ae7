package io.wrapped.system.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.system.kubernetes.KubernetesApi.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects that the operator makes of one FlinkDeployment. */
public final class JobManagerObjects {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KubernetesApi api;
    private final ObjectNode job;
    private final String name;

    /** Those of a FlinkDeployment that the chart rendered. */
    public JobManagerObjects(KubernetesApi api, ObjectNode job) {
        this.api = api;
        this.job = job;
        this.name = KubernetesApi.name(job);
    }

    /** The Deployment has what the chart's template of the pod says. */
    public void assertDeployment() {
        ObjectNode deployment = api.get(Kind.DEPLOYMENT, name);
        JsonNode wanted = job.at("/spec/jobManager/podTemplate/spec");
        JsonNode pod = deployment.at("/spec/template/spec");

        assertThat(deployment.at("/metadata/ownerReferences/0/kind").asText())
                .isEqualTo("FlinkDeployment");
        assertThat(pod.path("serviceAccountName")).isEqualTo(job.at("/spec/serviceAccount"));
        assertThat(pod.path("securityContext")).isEqualTo(wanted.path("securityContext"));
        assertThat(pod.path("volumes")).containsAll(wanted.path("volumes"));
        JsonNode container = pod.at("/containers/0");
        JsonNode wantedContainer = wanted.at("/containers/0");
        assertThat(container.path("name")).isEqualTo(wantedContainer.path("name"));
        assertThat(container.path("image")).isEqualTo(job.at("/spec/image"));
        assertThat(container.path("securityContext"))
                .isEqualTo(wantedContainer.path("securityContext"));
        assertThat(container.path("volumeMounts"))
                .containsAll(wantedContainer.path("volumeMounts"));
    }

    /** The pods' labels are those by which the chart's own objects select them. */
    public void assertSelectedBy(List<ObjectNode> selecting, String selector) {
        Map<String, String> labels =
                texts(api.get(Kind.DEPLOYMENT, name).at("/spec/template/metadata/labels"));

        assertThat(selecting)
                .filteredOn(object -> KubernetesApi.name(object).equals(name))
                .singleElement()
                .satisfies(
                        object ->
                                assertThat(labels)
                                        .containsAllEntriesOf(texts(object.at(selector))));
    }

    /** The Service by which the operator and the chart's test find the REST interface. */
    public void assertService(int restPort) {
        ObjectNode service = api.get(Kind.SERVICE, name + "-rest");

        assertThat(service.at("/spec/ports"))
                .anyMatch(
                        port ->
                                port.path("port").asInt() == restPort
                                        && port.path("name").asText().equals("rest"));
        assertThat(texts(api.get(Kind.DEPLOYMENT, name).at("/spec/template/metadata/labels")))
                .containsAllEntriesOf(texts(service.at("/spec/selector")));
    }

    /** The ConfigMaps have the chart's settings, its logging, and its pod of a TaskManager. */
    public void assertConfigMaps() throws Exception {
        ObjectNode mounted = api.get(Kind.CONFIG_MAP, "flink-config-" + name);
        Map<String, String> settings = texts(job.at("/spec/flinkConfiguration"));
        settings.keySet().removeIf(key -> key.startsWith("kubernetes.operator."));

        assertThat(new WrittenConfiguration(mounted).settings())
                .containsAllEntriesOf(settings)
                .containsEntry("parallelism.default", job.at("/spec/job/parallelism").asText())
                .containsEntry(
                        "$internal.application.main", job.at("/spec/job/entryClass").asText());
        assertThat(mounted.at("/data/log4j-console.properties").asText().strip())
                .isEqualTo(
                        job.at("/spec/logConfiguration/log4j-console.properties").asText().strip());
        assertThat(
                        api.get(Kind.CONFIG_MAP, "pod-template-" + name)
                                .at("/data/taskmanager-pod-template.yaml")
                                .asText())
                .contains("/local-disk", "readOnlyRootFilesystem: true");
    }

    private static Map<String, String> texts(JsonNode object) {
        return JSON.convertValue(
                object,
                JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class));
    }
}
