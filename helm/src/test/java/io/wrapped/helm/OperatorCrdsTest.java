package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's objects have no field that it does not know, and none of another type. */
class OperatorCrdsTest {
    @TempDir Path temporary;

    @ParameterizedTest
    @EnumSource
    void itsObjectsAreAsItDefinesThem(Scenario scenario) throws Exception {
        List<ObjectNode> objects =
                Chart.copy(temporary)
                        .objects(
                                scenario,
                                Map.of(
                                        "snapshot.name", "one",
                                        "wrappedJob.initialSavepointPath", "s3://bucket/one",
                                        "wrappedJob.savepointRedeployNonce", "1",
                                        "wrappedJob.savepointTriggerNonce", "2",
                                        "wrappedJob.restartNonce", "3"));

        List<ObjectNode> operators =
                Stream.of("FlinkDeployment", "FlinkStateSnapshot")
                        .flatMap(kind -> Chart.ofKind(kind, objects).stream())
                        .toList();
        assertThat(operators).hasSize(3);
        for (ObjectNode object : operators) {
            assertThat(OperatorCrds.mistakes(object)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "upgradeMode: , upgrademode: , upgrademode",
        "containers: , container: , container",
        "'replicas: {{ int $own', 'replicas: some{{ int $own', integer",
        "entryClass: , mainClass: , mainClass"
    })
    void aMistakeInATemplateIsSeen(String text, String mistake, String said) throws Exception {
        Chart chart = Chart.copy(temporary);
        String file = text.startsWith("containers") ? "_pods.tpl" : "_job.tpl";
        chart.with("templates/" + file, text, mistake);
        ObjectNode job = Chart.ofKind("FlinkDeployment", chart.objects(Scenario.PRODUCTION)).get(0);

        assertThat(OperatorCrds.mistakes(job)).anyMatch(each -> each.contains(said));
    }
}
