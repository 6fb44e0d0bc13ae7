package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/kubernetes.md has its reader make before is what {@code production.yaml} needs. */
class PrerequisitesTest {
    private static final Path PAGE = Path.of("../docs/kubernetes.md");
    private static final Pattern MADE =
            Pattern.compile("kubectl -n music create (secret generic|configmap) (\\S+) (.*)");

    @TempDir Path temporary;

    private String page;
    private List<ObjectNode> objects;

    @BeforeEach
    void read() throws Exception {
        page = Files.readString(PAGE);
        objects = Chart.copy(temporary).objects(Scenario.PRODUCTION);
    }

    @Test
    void allSecretsAndConfigMapsThatPodsNameAreMade() {
        Set<String> named = new TreeSet<>();
        for (ObjectNode object : objects) {
            named.addAll(object.findValuesAsText("secretName"));
            for (String reference : List.of("secretKeyRef", "secretRef", "configMap")) {
                object.findValues(reference).forEach(each -> named.add(name(each)));
            }
        }

        for (String kind : List.of("ConfigMap", "Secret")) {
            Chart.ofKind(kind, objects)
                    .forEach(own -> named.remove(own.at("/metadata/name").asText()));
        }

        assertThat(made().keySet()).isEqualTo(named).hasSize(6);
    }

    /** The files that pods look for, and the variables that they are given. */
    @Test
    void theyHaveTheKeysThatAreLookedFor() {
        String rendered = objects.toString();

        made().forEach(
                        (name, keys) -> {
                            assertThat(keys).as(name).isNotEmpty();
                            if (!name.equals("wrapped-state-credentials")) {
                                assertThat(keys)
                                        .as(name)
                                        .allMatch(
                                                key ->
                                                        Pattern.compile(
                                                                        "[:/\"]"
                                                                                + Pattern.quote(key)
                                                                                + "[}\"\\\\ ]")
                                                                .matcher(rendered)
                                                                .find());
                            }
                        });
        assertThat(made().get("wrapped-state-credentials"))
                .containsExactlyInAnyOrder("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void allKindsAreLookedForThatKubernetesDoesNotBring() {
        Set<String> kinds = new TreeSet<>();
        for (ObjectNode object : objects) {
            String group = object.path("apiVersion").asText().replaceFirst("/.*", "");
            if (group.contains(".") && !group.endsWith(".k8s.io")) {
                kinds.add(object.path("kind").asText().toLowerCase(Locale.ROOT) + "s." + group);
            }
        }

        assertThat(Set.of(line("kubectl get crd ").split(" "))).isEqualTo(kinds);
    }

    @Test
    void theStorageClassIsLookedForThatLocalDisksAreOf() {
        assertThat(Set.copyOf(values(objects, "storageClassName")))
                .containsExactly(line("kubectl get storageclass "));
    }

    /** The network policies let in nobody else. */
    @Test
    void theOperatorIsInstalledWhereThePoliciesExpectIt() throws IOException {
        JsonNode policy =
                new YAMLMapper()
                        .readTree(Chart.FOLDER.resolve("values.yaml").toFile())
                        .path("networkPolicy");

        assertThat(page)
                .contains("`--namespace " + policy.path("operatorNamespace").asText() + "\n");
    }

    @Test
    void theLogsAreThoseOfTheJobThatFailed() {
        JsonNode labels = Chart.ofKind("Job", objects).get(0).at("/spec/template/metadata/labels");
        String selector = line("kubectl -n music logs ").replaceFirst(".*-l ", "");

        assertThat(Arrays.stream(selector.split(",")).map(label -> label.split("=")))
                .hasSize(2)
                .allMatch(label -> labels.path(label[0]).asText().equals(label[1]));
    }

    /** Keys of what is made, by its name. */
    private TreeMap<String, List<String>> made() {
        TreeMap<String, List<String>> made = new TreeMap<>();
        for (MatchResult line : MADE.matcher(page).results().toList()) {
            made.put(
                    line.group(2),
                    Stream.of(line.group(3).split(" "))
                            .map(file -> file.replace("--from-file=", ""))
                            .toList());
        }
        return made;
    }

    private String line(String beginning) {
        Matcher line = Pattern.compile(Pattern.quote(beginning) + "(.*)").matcher(page);
        assertThat(line.find()).as(beginning).isTrue();
        return line.group(1);
    }

    private static List<String> values(List<ObjectNode> objects, String field) {
        return objects.stream().flatMap(object -> object.findValuesAsText(field).stream()).toList();
    }

    private static String name(JsonNode reference) {
        return reference.path("name").asText();
    }
}
