package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile has what the chart looks for in the image. {@link ImageBuildTest} builds it. */
class ImageTest {
    @TempDir Path temporary;

    private String dockerfile;
    private JsonNode job;

    @BeforeEach
    void read() throws Exception {
        dockerfile = Files.readString(Path.of("image/Dockerfile"));
        job =
                Chart.ofKind("FlinkDeployment", Chart.copy(temporary).objects(Scenario.PRODUCTION))
                        .get(0)
                        .path("spec");
    }

    @Test
    void theJarIsWhereTheJobsAreStartedFrom() {
        String jar = job.at("/job/jarURI").asText();

        assertThat(jar).startsWith("local:///");
        assertThat(dockerfile)
                .contains(" jobs/target/wrapped.jar " + jar.substring("local://".length()) + "\n");
    }

    @Test
    void itsUserIsThatOfThePods() {
        int user = job.at("/taskManager/podTemplate/spec/securityContext/runAsUser").asInt();

        assertThat(dockerfile).contains("\nUSER " + user + ":" + user + "\n");
    }

    @Test
    void theBaseIsOfTheFlinkThatTheChartAsksFor() {
        String version = job.path("flinkVersion").asText().substring(1).replace('_', '.');

        assertThat(dockerfile)
                .containsPattern("\nARG FLINK_IMAGE=flink:" + version + "\\.[0-9]+-\\S*java17\n");
    }

    /** The rest of what Jib is told is seen in what it builds: {@link JibTest}. */
    @Test
    void jibBuildsOnTheSameBase() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<flink.image>" + after("ARG FLINK_IMAGE=") + "</flink.image>");
    }

    private String after(String beginning) {
        return dockerfile
                .lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElseThrow();
    }
}
