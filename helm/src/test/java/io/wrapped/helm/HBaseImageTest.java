package io.wrapped.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of a laptop's HBase is what the chart starts. Built of a stand-in for HBase. */
class HBaseImageTest {
    @TempDir Path temporary;

    @Test
    void itHasWhatTheChartStartsForTheUserThatItStartsAs() throws Exception {
        Path shell = Program.orSkip("busybox", Buildah.HOW_TO_GET);
        Buildah buildah = new Buildah(Program.orSkip("buildah", Buildah.HOW_TO_GET), temporary);
        Files.copy(Path.of("image/hbase.Dockerfile"), temporary.resolve("Dockerfile"));
        release("hbase-2.6.4-hadoop3");
        base(buildah, shell);

        buildah.build("hbase", temporary, "Dockerfile", "--build-arg", "JAVA_IMAGE=java").orFail();

        JsonNode pod = hbase().at("/spec/template/spec");
        String program = pod.at("/containers/0/command/0").asText();
        String user = pod.at("/securityContext/runAsUser").asText();
        Path check = Files.createDirectory(temporary.resolve("check"));
        Files.writeString(
                check.resolve("Dockerfile"),
                """
                FROM hbase
                RUN test "$(PROGRAM)" = started && test "$(id -u)" = USER && id -un
                """
                        .replace("PROGRAM", program)
                        .replace("USER", user));
        buildah.build("checked", check, "Dockerfile").orFail();
    }

    /** As HBase's project packs one: all of it in a folder. */
    private void release(String name) throws Exception {
        Path program = Files.createDirectories(temporary.resolve(name + "/bin")).resolve("hbase");
        Files.writeString(program, "#!/bin/sh\necho started\n");
        assertThat(program.toFile().setExecutable(true, false)).isTrue();
        Program.run(temporary, "tar", "-czf", name + "-bin.tar.gz", name).orFail();
    }

    private void base(Buildah buildah, Path shell) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("base"));
        Files.copy(shell, folder.resolve("busybox"));
        Files.writeString(folder.resolve("passwd"), "root:x:0:0::/root:/bin/sh\n");
        Files.writeString(
                folder.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                COPY passwd /etc/passwd
                """);
        buildah.build("java", folder, "Dockerfile").orFail();
    }

    private JsonNode hbase() throws Exception {
        return Chart.ofKind(
                        "StatefulSet",
                        Chart.copy(temporary.resolve("chart"))
                                .objects(
                                        Scenario.LAPTOP,
                                        Map.of(
                                                "servers.hbase.enabled", "true",
                                                "servers.hbase.image", "hbase:2.6")))
                .get(0);
    }
}
