package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Dockerfile is built, each line of it, on a base that has a shell and, of what Flink's image
 * has, the files that it touches. Flink's image itself is not pulled.
 */
class ImageBuildTest extends ImageContract {
    private static final String DOCKERFILE = "helm/image/Dockerfile";
    private static final String S3_OPTION = "opt/" + S3;
    private static final String PROMETHEUS =
            "plugins/metrics-prometheus/flink-metrics-prometheus-2.2.0.jar";
    private static final String IMAGE = "wrapped:built";
    private static final String VERSION = "9.8.7";

    @TempDir static Path temporary;

    private static Path context;
    private static Buildah buildah;
    private static String flink;
    private static ImageFile base;
    private static ImageFile image;

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
        flink = named.group(1);
        buildBase(shell);

        buildah.build(IMAGE, context, DOCKERFILE, "--build-arg", "VERSION=" + VERSION).orFail();
        base = buildah.image(flink);
        image = buildah.image(IMAGE);
    }

    /** The folder that the image is built from. */
    private static Path context() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("context"));
        Path into = Files.createDirectories(folder.resolve("helm/image"));
        for (String file : new String[] {"Dockerfile", "Dockerfile.dockerignore"}) {
            Files.copy(Path.of("image", file), into.resolve(file));
        }
        writeJar(folder);
        return folder;
    }

    private static void buildBase(Path shell) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("base"));
        Files.copy(shell, folder.resolve("busybox"));
        for (String file : new String[] {S3_OPTION, PROMETHEUS}) {
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
        buildah.build(flink, folder, "Dockerfile").orFail();
    }

    @Override
    ImageFile image() {
        return image;
    }

    @Override
    ImageFile base() {
        return base;
    }

    @Override
    String version() {
        return VERSION;
    }

    @Override
    Path s3() {
        return temporary.resolve("base/flink").resolve(S3_OPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {S3_OPTION, PROMETHEUS})
    void aBaseThatLacksAPluginIsRefused(String file) throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("lacking"));
        Files.writeString(
                folder.resolve("Dockerfile"), "FROM " + flink + "\nRUN rm /opt/flink/" + file);
        buildah.build("lacking", folder, "Dockerfile").orFail();

        Program.Ended built =
                buildah.build("refused", context, DOCKERFILE, "--build-arg", "FLINK_IMAGE=lacking");

        assertThat(built.code()).isNotZero();
        // What the command itself said may be lost on a busy machine.
        assertThat(built.said()).contains("building at STEP \"RUN ");
    }
}
