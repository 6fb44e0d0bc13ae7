package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jib is run as docs/kubernetes.md says, on a base that stands in for Flink's image, by a Maven of
 * its own. That one sees a copy of the project with its poms and of no code, and so leaves alone
 * what the build around this test has made.
 */
class JibTest extends ImageContract {
    private static final Path PROJECT = Path.of("..");
    private static final String GOAL = "jib:build";

    @TempDir static Path temporary;

    private static Path copy;
    private static ImageFile base;
    private static ImageFile image;

    @BeforeAll
    static void build() throws Exception {
        copy = copyProject();
        writeJar(copy);
        Path file = writeBase();

        Program.run(copy, command(file)).orFail();

        base = ImageFile.read(file);
        image = ImageFile.read(copy.resolve("helm/target/jib-image.tar"));
    }

    private static Path copyProject() throws IOException {
        Path folder = temporary.resolve("project");
        List<Path> files = new ArrayList<>();
        for (String file : new String[] {"LICENSE", "NOTICE", "mvnw", ".mvn/jvm.config"}) {
            files.add(PROJECT.resolve(file));
        }
        // Of all modules: the parent's pom names them.
        try (Stream<Path> found = Files.find(PROJECT, 3, (path, attributes) -> isPom(path))) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Path to = folder.resolve(PROJECT.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
        return folder;
    }

    private static boolean isPom(Path path) {
        return path.endsWith("pom.xml") && !path.toString().contains("target");
    }

    /** One layer with a folder in it, which is started as Flink's image is. */
    private static Path writeBase() throws Exception {
        Path folder = temporary.resolve("base");
        Files.createDirectories(folder.resolve("root/opt/flink"));
        Program.run(folder, "tar", "-cf", "layer.tar", "-C", "root", "opt").orFail();
        String layer = ImageFile.sha256(Files.readAllBytes(folder.resolve("layer.tar")));
        Files.writeString(
                folder.resolve("config.json"),
                """
                {
                  "architecture": "amd64",
                  "os": "linux",
                  "config": {
                    "Env": ["FLINK_HOME=/opt/flink"],
                    "WorkingDir": "/opt/flink",
                    "ExposedPorts": {"6123/tcp": {}, "8081/tcp": {}},
                    "Entrypoint": ["/docker-entrypoint.sh"],
                    "Cmd": ["help"]
                  },
                  "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}
                }
                """
                        .formatted(layer));
        Files.writeString(
                folder.resolve("manifest.json"),
                "[{\"Config\": \"config.json\", \"Layers\": [\"layer.tar\"]}]");
        Program.run(folder, "tar", "-cf", "base.tar", "manifest.json", "config.json", "layer.tar")
                .orFail();
        return folder.resolve("base.tar");
    }

    /** The documented command, with a file in place of the registry. */
    private static String[] command(Path base) throws IOException {
        String told =
                Files.readAllLines(PROJECT.resolve("docs/kubernetes.md")).stream()
                        .filter(line -> line.startsWith("./mvnw ") && line.contains(GOAL))
                        .findFirst()
                        .orElseThrow();
        List<String> words = new ArrayList<>(Arrays.asList(told.split(" ")));
        words.replaceAll(word -> word.equals(GOAL) ? "jib:buildTar" : word);
        words.addAll(List.of("-B", "-ntp", "-Djib.from.image=tar://" + base));
        // Neither asks the network for a newer Jib nor leaves layers in the user's folder.
        words.add("-Djib.disableUpdateChecks=true");
        words.add("-Djib.baseImageCache=" + temporary.resolve("layers"));
        // As Surefire tells it.
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            words.add("-Dmaven.repo.local=" + repository);
        }
        return words.toArray(String[]::new);
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
    String version() throws IOException {
        Matcher version =
                Pattern.compile("<version>(.*)</version>")
                        .matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Override
    Path s3() {
        return copy.resolve("helm/target/plugins/s3-fs-hadoop").resolve(S3);
    }

    /** Jib makes an application of each image, though this one is started as its base is. */
    @Override
    List<String> leftovers() {
        return List.of(
                "/app/jib-classpath-file",
                "/app/jib-main-class-file",
                "/app/resources/LICENSE",
                "/app/resources/NOTICE");
    }
}
