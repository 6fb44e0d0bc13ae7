package io.wrapped.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is so of the jobs' image, whatever builds it. */
abstract class ImageContract {
    /** S3 as a plugin, of the Flink that the base has. */
    static final String S3 = "flink-s3-fs-hadoop-2.2.0.jar";

    private static final String JOBS = "/opt/flink/usrlib/wrapped.jar";
    private static final String PLUGIN = "/opt/flink/plugins/s3-fs-hadoop/" + S3;
    private static final String JAR = "the jar";

    abstract ImageFile image();

    /** What it was built on. */
    abstract ImageFile base();

    /** The version that it was built as. */
    abstract String version() throws IOException;

    /** The file that its plugin for S3 is to be. */
    abstract Path s3();

    /** Files that the builder leaves beside those that are wanted. */
    List<String> leftovers() {
        return List.of();
    }

    /** Puts a stand-in for the jobs' jar into a project's folder. Only its owner may read it. */
    static void writeJar(Path project) throws IOException {
        Path jar = Files.createDirectories(project.resolve("jobs/target")).resolve("wrapped.jar");
        Files.writeString(jar, JAR);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whoeverRunsItMayReadTheJar() throws Exception {
        assertThat(added()).containsEntry(JOBS, ImageFile.Entry.readable(JAR.getBytes(UTF_8)));
    }

    @Test
    void s3IsAPluginInAFolderOfItsOwn() throws Exception {
        assertThat(added())
                .containsEntry(PLUGIN, ImageFile.Entry.readable(Files.readAllBytes(s3())));
    }

    @Test
    void nothingElseIsAddedAndNothingIsLeftThatOthersMayWrite() throws Exception {
        Map<String, ImageFile.Entry> entries = added();

        assertThat(entries.keySet().stream().filter(path -> !path.endsWith("/")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(JOBS, PLUGIN), leftovers().stream()).toList());
        assertThat(entries)
                .containsKeys("/opt/flink/plugins/s3-fs-hadoop/", "/opt/flink/usrlib/")
                .allSatisfy(
                        (path, entry) ->
                                assertThat(entry.mode())
                                        .as(path)
                                        .isEqualTo(path.endsWith("/") ? "755" : "644"));
    }

    @Test
    void itStandsOnItsBase() throws Exception {
        List<JsonNode> layers = layers(image());
        List<JsonNode> below = layers(base());

        assertThat(below).isNotEmpty();
        assertThat(layers.subList(0, below.size())).isEqualTo(below);
    }

    @Test
    void itRunsAsFlinksUserByNumber() throws Exception {
        assertThat(image().configuration().path("User").asText()).isEqualTo("9999:9999");
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        assertThat(image().configuration().path("Labels").properties())
                .filteredOn(label -> label.getKey().startsWith("org.opencontainers.image."))
                .extracting(
                        label -> label.getKey().substring(25) + ": " + label.getValue().asText())
                .containsExactlyInAnyOrder(
                        "title: wrapped",
                        "description: A listener's year in music, current all year long.",
                        "version: " + version(),
                        "licenses: Apache-2.0");
    }

    /** The operator starts JobManagers and TaskManagers by Flink's own entry point. */
    @Test
    void howItIsStartedIsAsInTheBase() throws Exception {
        JsonNode built = image().configuration();
        JsonNode before = base().configuration();

        assertThat(before.path("Entrypoint").path(0).asText()).isEqualTo("/docker-entrypoint.sh");
        for (String how : new String[] {"Entrypoint", "Cmd", "Env", "WorkingDir", "ExposedPorts"}) {
            assertThat(built.path(how)).as(how).isEqualTo(before.path(how));
        }
    }

    private Map<String, ImageFile.Entry> added() throws IOException {
        return image().above(base());
    }

    private static List<JsonNode> layers(ImageFile image) throws IOException {
        return Stream.of(image.layers()).flatMap(each -> each.valueStream()).toList();
    }
}
