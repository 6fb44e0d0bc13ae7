package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.wrapped.system.kubernetes.KubernetesApi.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A release of the chart, rendered by Helm itself. Its jobs are given to the API server as Helm
 * does; of the rest there is nobody who would do anything with it.
 */
public final class Release {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The newest that the operator knows. What it decides by it is the same for Flink 2. */
    private static final String FLINK_VERSION = "v1_19";

    private final Path chart;
    private final Path values;
    private final KubernetesApi api;
    private final Map<String, String> set = new LinkedHashMap<>();

    /**
     * A release that is not installed yet.
     *
     * @param home the project's folder
     * @param values a file, beside which the chart is copied to
     */
    public Release(Path home, Path values, KubernetesApi api) throws IOException {
        this.chart = values.resolveSibling("chart");
        this.values = values;
        this.api = api;
        copy(home.resolve("helm/wrapped"), chart);
    }

    /** Helm's library leaves hooks out of what it renders, so in the copy they are none. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replace("helm.sh/hook", "no.helm.sh/hook"));
            }
        }
    }

    /** {@code helm install wrapped helm/wrapped --namespace music -f VALUES}. */
    public void install() throws IOException {
        for (ObjectNode job : rendered("FlinkDeployment")) {
            api.create(Kind.FLINK_DEPLOYMENT, job);
        }
    }

    /** {@code helm upgrade wrapped helm/wrapped -n music --reuse-values --set KEY=VALUE}. */
    public void upgrade(String key, String value) throws IOException {
        set.put(key, value);
        for (ObjectNode job : rendered("FlinkDeployment")) {
            Awaitility.await("upgrade of " + KubernetesApi.name(job)).until(() -> upgrade(job));
        }
    }

    private boolean upgrade(ObjectNode job) {
        ObjectNode current = api.get(Kind.FLINK_DEPLOYMENT, KubernetesApi.name(job));
        current.set("spec", job.get("spec"));
        return api.replace(Kind.FLINK_DEPLOYMENT, current);
    }

    /** {@code helm uninstall}, as far as the jobs go; returns once nothing of them is left. */
    public void uninstall() throws IOException {
        for (ObjectNode job : rendered("FlinkDeployment")) {
            api.delete(Kind.FLINK_DEPLOYMENT, KubernetesApi.name(job));
        }
        for (Kind kind : Kind.values()) {
            Awaitility.await("no " + kind).until(() -> api.list(kind), List::isEmpty);
        }
    }

    /** The objects of a kind, by what was set until now. */
    public List<ObjectNode> rendered(String kind) throws IOException {
        TemplateCommand command =
                new Helm(chart)
                        .template()
                        .withName("wrapped")
                        .withNamespace(KubernetesApi.NAMESPACE)
                        .withKubeVersion("1.31.0")
                        .withValuesFile(values);
        set.forEach(command::set);
        List<ObjectNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(command.call())) {
            while (documents.hasNext()) {
                if (documents.next() instanceof ObjectNode object
                        && kind.equals(object.path("kind").asText())) {
                    forOperator(object);
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static void forOperator(ObjectNode object) {
        Optional.of(object.path("spec"))
                .filter(spec -> spec.has("flinkVersion"))
                .ifPresent(spec -> ((ObjectNode) spec).put("flinkVersion", FLINK_VERSION));
    }
}
