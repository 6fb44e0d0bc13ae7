package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Helm itself takes the chart. */
class LintTest {
    @TempDir Path temporary;

    @Test
    void strictLintFindsNothing() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as(String.valueOf(result.getMessages())).isFalse();
        assertThat(result.getMessages()).allMatch(message -> message.startsWith("[INFO]"));
    }

    @Test
    void strictLintFindsABrokenTemplate() throws Exception {
        Chart.copy(temporary).with("templates/rbac.yaml", "kind: Role\n", "kind: {{ .Role }\n");

        assertThat(new Helm(temporary.resolve("wrapped")).lint().strict().call().isFailed())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyScenarioRendersBothJobsAndTheirTopics(Scenario scenario) throws Exception {
        List<String> objects =
                Chart.copy(temporary).objects(scenario).stream()
                        .map(each -> each.path("kind").asText() + "/" + name(each))
                        .toList();

        assertThat(objects)
                .contains(
                        "FlinkDeployment/wrapped",
                        "FlinkDeployment/wrapped-reports",
                        "Job/wrapped-create",
                        "CronJob/wrapped-doctor",
                        "Pod/wrapped-test",
                        "ServiceAccount/wrapped",
                        "Role/wrapped",
                        "RoleBinding/wrapped")
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingThatIsOffByDefaultRendersToo() throws Exception {
        List<String> kinds =
                Chart.copy(temporary)
                        .objects(
                                Scenario.PRODUCTION,
                                Map.of(
                                        "snapshot.name", "before-the-launch",
                                        "networkPolicy.egress[0].to[0].ipBlock.cidr", "10.0.0.0/8",
                                        "state.claim.name", "state",
                                        "state.claim.create", "true",
                                        "kafka.tls.clientSecret", "kafka-client"))
                        .stream()
                        .map(each -> each.path("kind").asText())
                        .distinct()
                        .toList();

        assertThat(kinds)
                .contains(
                        "FlinkStateSnapshot",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "PodMonitor",
                        "PrometheusRule");
    }

    @Test
    void itCanBePackaged() throws Exception {
        new Helm(Chart.FOLDER).packageIt().withDestination(temporary).call();

        assertThat(Files.list(temporary)).hasSize(1);
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
