package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Jib is told by this module's pom what the Dockerfile says. */
    @Test
    void jibBuildsTheSameImage() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        Path jar = Path.of(job.at("/job/jarURI").asText().substring("local://".length()));

        assertThat(pom)
                .contains("<flink.image>" + after("ARG FLINK_IMAGE=") + "</flink.image>")
                .contains("<user>" + after("USER ") + "</user>")
                .contains("<into>" + jar.getParent() + "</into>");
        Matcher labels =
                Pattern.compile("(org\\.opencontainers\\.image\\.\\w+)=").matcher(dockerfile);
        assertThat(labels.results().map(label -> label.group(1)).toList())
                .hasSizeGreaterThan(3)
                .allMatch(label -> pom.contains("<" + label + ">"));
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
