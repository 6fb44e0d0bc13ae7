package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's own validator, run in process, takes the jobs. */
class OperatorRulesTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final DefaultValidator VALIDATOR =
            new DefaultValidator(
                    new FlinkConfigManager(
                            Configuration.fromMap(
                                    Map.of(
                                            "kubernetes.operator.dynamic.config.enabled",
                                            "false"))));

    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void everyScenarioPasses(Scenario scenario) throws Exception {
        List<ObjectNode> jobs =
                Chart.ofKind("FlinkDeployment", Chart.copy(temporary).objects(scenario));

        assertThat(jobs).hasSize(2);
        for (ObjectNode job : jobs) {
            assertThat(refusal(job)).isEmpty();
        }
    }

    @Test
    void theLongestNamePasses() throws Exception {
        String release = "a-release-with-a-name-of-fifty-three-characters-at-mo";
        String rendered =
                Chart.copy(temporary).render(release, Scenario.PRODUCTION.files(), Map.of());

        for (ObjectNode job : Chart.ofKind("FlinkDeployment", Chart.objects(rendered))) {
            assertThat(refusal(job)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"execution.checkpointing.dir\"', '\"not.this\"', Checkpoint directory",
        "'\"high-availability.type\" \"kubernetes\"', '\"not.this\" \"kubernetes\"', High"
                + " availability",
        "'memory: {{ $sizes.taskManager.memory }}', 'memory: little', memory"
    })
    void aMistakeInATemplateIsSeen(String text, String mistake, String said) throws Exception {
        Chart chart = Chart.copy(temporary).with("templates/_job.tpl", text, mistake);
        List<ObjectNode> jobs = Chart.ofKind("FlinkDeployment", chart.objects(Scenario.PRODUCTION));

        assertThat(refusal(jobs.get(0)))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(said));
    }

    @Test
    void aNameThatIsTooLongIsSeen() throws Exception {
        Chart chart =
                Chart.copy(temporary)
                        .with("templates/_names.tpl", "trunc 37", "trunc 53")
                        .with(
                                "templates/_names.tpl",
                                "printf \"%s-reports\"",
                                "printf \"%s-reports-x\"");
        List<ObjectNode> jobs =
                Chart.ofKind(
                        "FlinkDeployment",
                        Chart.objects(
                                chart.render(
                                        "a-release-with-a-name-of-more-characters",
                                        Scenario.PRODUCTION.files(),
                                        Map.of())));

        assertThat(refusal(jobs.get(1)))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("name"));
    }

    /**
     * What the validator says. It is of an older release than the jobs' Flink, so it is told a
     * version that it knows.
     */
    private Optional<String> refusal(ObjectNode job) throws Exception {
        ObjectNode older = job.deepCopy();
        ObjectNode spec = (ObjectNode) older.path("spec");
        spec.put("flinkVersion", "v1_19");
        return VALIDATOR.validateDeployment(JSON.treeToValue(older, FlinkDeployment.class));
    }
}
