package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines that install the chart, as README and pages have them, name what is there. */
class InstallLinesTest {
    private static final Path README = HelmLine.PROJECT.resolve("README.md");
    private static final Path PAGE = HelmLine.PROJECT.resolve("docs/kubernetes.md");
    private static final Pattern FOUR =
            Pattern.compile("```\\n([^`]*helm upgrade --install [^`]*)```", Pattern.DOTALL);
    private static final Pattern IMAGE =
            Pattern.compile("docker build -f (\\S+) -t (\\S+) \\. && docker push (\\S+)");
    private static final Pattern WAIT_AND_TEST =
            Pattern.compile(
                    "kubectl -n (\\S+) wait flinkdeployment --all .* && helm -n (\\S+) test"
                            + " (\\S+)");

    @TempDir Path temporary;

    private final List<String> lines = four(README);
    private final HelmLine install = HelmLine.of(lines.get(2));

    InstallLinesTest() throws IOException {}

    @Test
    void theReadmeAndThePageHaveTheSameFourLines() throws IOException {
        assertThat(lines).hasSize(4).isEqualTo(four(PAGE));
    }

    @Test
    void theJarIsBuiltThatTheImageIsMadeOf() throws IOException {
        String[] words = lines.get(0).split(" ");

        assertThat(HelmLine.PROJECT.resolve(words[0])).isExecutable();
        assertThat(words).contains("package");
        assertThat(Files.readString(HelmLine.PROJECT.resolve("pom.xml")))
                .contains("<module>jobs</module>");
        assertThat(Files.readString(HelmLine.PROJECT.resolve(image().group(1))))
                .contains(" jobs/target/wrapped.jar ");
    }

    /** By default of the chart's own version, from where the values say. */
    @Test
    void theImageThatIsPushedIsTheOneThatIsPulled() throws Exception {
        assertThat(image().group(3)).isEqualTo(image().group(2));
        for (JsonNode job :
                Chart.ofKind(
                        "FlinkDeployment", Chart.copy(temporary).objects(Scenario.PRODUCTION))) {
            assertThat(job.at("/spec/image").asText()).isEqualTo(image().group(2));
        }
    }

    @Test
    void theThirdLineInstallsBothJobs() {
        Release release = install.run();

        assertThat(release.getName()).isEqualTo("wrapped");
        assertThat(release.getNamespace()).isEqualTo("music");
        assertThat(release.getOutput()).contains("FlinkDeployment wrapped and wrapped-reports");
        assertThat(install.paths()).isEqualTo(Scenario.PRODUCTION.files());
    }

    @Test
    void theFourthLineWaitsForThatReleaseAndTestsIt() {
        Matcher line = WAIT_AND_TEST.matcher(lines.get(3));

        assertThat(line.matches()).isTrue();
        assertThat(List.of(line.group(1), line.group(2)))
                .containsOnly(install.namespace())
                .hasSize(2);
        assertThat(line.group(3)).isEqualTo(install.release());
    }

    static Stream<HelmLine> allLines() throws IOException {
        try (Stream<Path> docs = Files.list(HelmLine.PROJECT.resolve("docs"));
                Stream<Path> values = Files.list(Path.of("values"))) {
            List<Path> pages =
                    Stream.of(Stream.of(README), docs, values)
                            .flatMap(files -> files)
                            .filter(file -> file.toString().matches(".*\\.(md|yaml)"))
                            .toList();
            return pages.stream().flatMap(InstallLinesTest::lines).distinct().toList().stream();
        }
    }

    /** Helm ends at its time-out without a word of what it waited for, so that comes before. */
    @ParameterizedTest
    @MethodSource("allLines")
    void eachLineOfAPageInstallsAndTellsWhyItCannot(HelmLine line) throws Exception {
        assertThat(line.run().getOutput()).contains("Wrapped is installed");
        assertThat(line.namespace()).isEqualTo(install.namespace());
        assertThat(line.release()).isEqualTo(install.release());

        JsonNode create =
                Chart.ofKind(
                                "Job",
                                Chart.objects(
                                        Chart.copy(temporary)
                                                .render("wrapped", line.paths(), Map.of())))
                        .get(0);
        assertThat(Duration.ofSeconds(create.at("/spec/activeDeadlineSeconds").asLong()))
                .isLessThan(Duration.ofMinutes(line.timeoutMinutes()).minusSeconds(30));
    }

    @Test
    void theLaunchIsAmongThem() throws IOException {
        assertThat(allLines())
                .anyMatch(line -> "launch".equals(line.set().get("preset")))
                .anyMatch(line -> line.files().contains("helm/values/launch.yaml"));
    }

    private Matcher image() {
        Matcher image = IMAGE.matcher(lines.get(1));
        assertThat(image.matches()).as(lines.get(1)).isTrue();
        return image;
    }

    private static List<String> four(Path page) throws IOException {
        Matcher block = FOUR.matcher(Files.readString(page));
        assertThat(block.find()).as("the lines that install in " + page).isTrue();
        return block.group(1).lines().toList();
    }

    private static Stream<HelmLine> lines(Path page) {
        try {
            return HelmLine.of(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
