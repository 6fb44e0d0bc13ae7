package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Dockerfile is built, each line of it, on a base that has a shell and, of what Flink's image
 * has, the files that it touches. Flink's image itself is not pulled.
 */
class ImageBuildTest {
    private static final String DOCKERFILE = "helm/image/Dockerfile";
    private static final String S3 = "opt/flink-s3-fs-hadoop-2.2.0.jar";
    private static final String PROMETHEUS =
            "plugins/metrics-prometheus/flink-metrics-prometheus-2.2.0.jar";
    private static final String IMAGE = "wrapped:built";

    @TempDir static Path temporary;

    private static Path context;
    private static Buildah buildah;
    private static String base;

    @BeforeAll
    static void build() throws Exception {
        Path program = Program.orSkip("buildah", Buildah.HOW_TO_GET);
        Path shell = Program.orSkip("busybox", Buildah.HOW_TO_GET);
        buildah = new Buildah(program, temporary);
        context = context();
        Matcher named =
                Pattern.compile("ARG FLINK_IMAGE=(\\S+)")
                        .matcher(Files.readString(context.resolve(DOCKERFILE)));
        assertThat(named.find()).isTrue();
        base = named.group(1);
        buildBase(shell);

        buildah.build(IMAGE, context, DOCKERFILE, "--build-arg", "VERSION=9.8.7").orFail();
    }

    /** The folder that the image is built from, with a jar that only its owner may read. */
    private static Path context() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("context"));
        Path image = Files.createDirectories(folder.resolve("helm/image"));
        for (String file : new String[] {"Dockerfile", "Dockerfile.dockerignore"}) {
            Files.copy(Path.of("image", file), image.resolve(file));
        }
        Path jar = Files.createDirectories(folder.resolve("jobs/target")).resolve("wrapped.jar");
        Files.writeString(jar, "the jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));
        return folder;
    }

    private static void buildBase(Path shell) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("base"));
        Files.copy(shell, folder.resolve("busybox"));
        for (String file : new String[] {S3, PROMETHEUS}) {
            Path path = folder.resolve("flink").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
        Files.writeString(
                folder.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                COPY flink /opt/flink
                ENV FLINK_HOME=/opt/flink
                WORKDIR /opt/flink
                EXPOSE 6123 8081
                ENTRYPOINT ["/docker-entrypoint.sh"]
                CMD ["help"]
                """);
        buildah.build(base, folder, "Dockerfile").orFail();
    }

    @Test
    void whoeverRunsItMayReadTheJar() throws Exception {
        assertThat(buildah.topLayer(IMAGE))
                .containsEntry(
                        "/opt/flink/usrlib/wrapped.jar",
                        new Buildah.Entry("-rw-r--r--", "0/0", "the jar"));
    }

    @Test
    void s3IsAPluginInAFolderOfItsOwn() throws Exception {
        assertThat(buildah.topLayer(IMAGE))
                .containsEntry(
                        "/opt/flink/plugins/s3-fs-hadoop/flink-s3-fs-hadoop-2.2.0.jar",
                        new Buildah.Entry("-rw-r--r--", "0/0", S3));
    }

    @Test
    void nothingElseIsAddedAndNothingIsLeftThatOthersMayWrite() throws Exception {
        Map<String, Buildah.Entry> entries = buildah.topLayer(IMAGE);

        assertThat(entries.keySet().stream().filter(path -> !path.endsWith("/")))
                .containsExactly(
                        "/opt/flink/plugins/s3-fs-hadoop/flink-s3-fs-hadoop-2.2.0.jar",
                        "/opt/flink/usrlib/wrapped.jar");
        assertThat(entries)
                .containsKeys("/opt/flink/plugins/s3-fs-hadoop/", "/opt/flink/usrlib/")
                .allSatisfy(
                        (path, entry) ->
                                assertThat(entry.mode()).as(path).isIn("-rw-r--r--", "drwxr-xr-x"));
    }

    @Test
    void itRunsAsFlinksUserByNumber() throws Exception {
        assertThat(buildah.configuration(IMAGE).path("User").asText()).isEqualTo("9999:9999");
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        JsonNode labels = buildah.configuration(IMAGE).path("Labels");

        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("wrapped");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo("9.8.7");
        assertThat(labels.path("org.opencontainers.image.licenses").asText())
                .isEqualTo("Apache-2.0");
    }

    /** The operator starts JobManagers and TaskManagers by Flink's own entry point. */
    @Test
    void howItIsStartedIsAsInTheBase() throws Exception {
        JsonNode built = buildah.configuration(IMAGE);
        JsonNode before = buildah.configuration(base);

        assertThat(before.path("Entrypoint").path(0).asText()).isEqualTo("/docker-entrypoint.sh");
        for (String how : new String[] {"Entrypoint", "Cmd", "Env", "WorkingDir", "ExposedPorts"}) {
            assertThat(built.path(how)).as(how).isEqualTo(before.path(how));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {S3, PROMETHEUS})
    void aBaseThatLacksAPluginIsRefused(String file) throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("lacking"));
        Files.writeString(
                folder.resolve("Dockerfile"), "FROM " + base + "\nRUN rm /opt/flink/" + file);
        buildah.build("lacking", folder, "Dockerfile").orFail();

        Program.Ended built =
                buildah.build("refused", context, DOCKERFILE, "--build-arg", "FLINK_IMAGE=lacking");

        assertThat(built.code()).isNotZero();
        // What the command itself said may be lost on a busy machine.
        assertThat(built.said()).contains("building at STEP \"RUN ");
    }
}
