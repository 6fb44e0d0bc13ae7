package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Helm tells after an installation holds for that one. */
class NotesTest {
    @TempDir Path temporary;

    @Test
    void theNotesNameTheJobsTheOperatorAndHowToWait() {
        assertThat(notes(Scenario.PRODUCTION))
                .contains("FlinkDeployment wrapped and wrapped-reports, Flink 2.2.")
                .contains("1.13 or later for v2_1 and v2_2")
                .contains("-n music wait flinkdeployment")
                .contains("helm -n music test wrapped")
                .contains("-n music port-forward service/wrapped-rest 8081:8081 &")
                .contains("-n music port-forward service/wrapped-reports-rest 8082:8081 &")
                .contains("./wrapped status --flink 127.0.0.1:8081,127.0.0.1:8082 ")
                .contains("-n music create job doctor --from=cronjob/wrapped-doctor")
                .doesNotContain("is false")
                .doesNotContain("is not set");
    }

    @Test
    void theNotesWarnOfWhatIsOpen() {
        assertThat(notes(Scenario.LAPTOP))
                .contains("networkPolicy.enabled is false")
                .contains("model.apiKeySecret is not set");
    }

    /** The jobs of an operator that is elsewhere stay as they are, and nothing says why. */
    @Test
    void theNotesSayFromWhereTheOperatorReachesTheJobs() {
        assertThat(notes(Scenario.PRODUCTION))
                .contains("namespace flink-kubernetes-operator\n(networkPolicy.operatorNamespace)")
                .contains("from monitoring\n(networkPolicy.monitoringNamespace)");
        assertThat(notes(Scenario.PRODUCTION, Map.of("networkPolicy.operatorNamespace", "flink")))
                .contains("namespace flink\n(networkPolicy.operatorNamespace)");
        assertThat(notes(Scenario.LAPTOP)).doesNotContain("networkPolicy.operatorNamespace");
    }

    @ParameterizedTest
    @CsvSource({"medium, 0, true", "launch, 0, true", "small, 0, false", "launch, 4100, false"})
    void theNotesWarnOfCallsOfTheModelThatNothingBounds(
            String preset, String rate, boolean warned) {
        String notes =
                notes(Scenario.PRODUCTION, Map.of("preset", preset, "options.story\\.rate", rate));

        assertThat(notes.contains("story.rate is 0: at preset " + preset)).isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({"medium, 256, false", "medium, 20, false", "medium, 19, true", "launch, 64, true"})
    void theNotesWarnOfSubtasksWithoutAPartition(String preset, int partitions, boolean warned) {
        String notes =
                notes(
                        Scenario.PRODUCTION,
                        Map.of("preset", preset, "options.topics\\.partitions", partitions));

        assertThat(notes.contains("topics are made with " + partitions + " partitions"))
                .isEqualTo(warned);
    }

    /** The templates do not see the options' defaults. */
    @Test
    void theNotesKnowHowManyPartitionsThereAreByDefault() throws Exception {
        JsonNode schema =
                JsonMapper.builder()
                        .build()
                        .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        int byDefault =
                schema.at("/$defs/options/properties")
                        .path("topics.partitions")
                        .path("default")
                        .asInt();

        String production = Files.readString(Scenario.PRODUCTION.files().get(0));
        Path without =
                Files.writeString(
                        temporary.resolve("production.yaml"),
                        production.replaceFirst("\n +topics.partitions: \\d+", ""));

        assertThat(notes(List.of(without), Map.of()))
                .contains("topics are made with " + byDefault + " partitions");
    }

    private static String notes(Scenario scenario) {
        return notes(scenario, Map.of());
    }

    private static String notes(Scenario scenario, Map<String, ?> values) {
        return notes(scenario.files(), values);
    }

    private static String notes(List<Path> files, Map<String, ?> values) {
        InstallCommand command =
                new Helm(Chart.FOLDER)
                        .install()
                        .withName("wrapped")
                        .withNamespace("music")
                        .withKubeVersion("1.31.0")
                        .clientOnly()
                        .dryRun();
        files.forEach(command::withValuesFile);
        values.forEach(command::set);
        return command.call().getOutput();
    }
}
