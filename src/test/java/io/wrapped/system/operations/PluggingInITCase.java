package io.wrapped.system.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.plays.LogLinePlays;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of docs/plugging-in.md, from a jar of its own, by the commands that stand there. */
class PluggingInITCase {
    private static final String PAGE = "docs/plugging-in.md";
    private static final String HEADING = "A decoder of your own";
    private static final int YEAR = 2025;

    private final Path folder = Servers.FOLDER.resolve("plugging-in");

    @Test
    void aDecoderOfOnesOwnIsFoundInItsJar() throws Exception {
        Servers.deleteRecursively(folder);
        Path jar = jar(Files.createDirectories(folder).resolve("plays.jar"));
        try (FlinkProcesses flink = FlinkProcesses.start(folder.resolve("flink"), 1);
                WrappedSystem system = WrappedSystem.create("plugged")) {
            Runbook runbook = Runbook.of(PAGE, HEADING, flink, system);
            runbook.set("DECODER", jar.toString());
            runbook.set("JAR", flink.jar().toString());
            runbook.set("LISTENER", "ann");
            runbook.set("EXPORT", folder.resolve("export").toString());
            runbook.runNext();

            String topic = Topics.from(system.options()).play();
            Feed feed = system.feed();
            feed.sendUnmarked(
                    topic, "ann", "public\te1\t7\t2025-03-09T00:30+02:00\t200".getBytes(UTF_8));
            feed.sendUnmarked(topic, "ann", "neither".getBytes(UTF_8));
            Store store = system.store();
            store.await(
                    "ann", YEAR, Slot.LIVE, document -> document.contains("\"id\":\"track:7\""));
            assertThat(store.days("ann", YEAR)).hasSize(1);

            runbook.runNext();
            JsonNode plays =
                    JsonMapper.builder()
                            .build()
                            .readTree(folder.resolve("export/plays.json").toFile());
            assertThat(plays.at("/0/content_uri").asText()).isEqualTo("track:7");
            assertThat(plays.at("/0/utc_offset_minutes").asInt()).isEqualTo(120);
            assertThat(plays.at("/1/refused").asText()).isEqualTo("neither public nor private");
            assertThat(runbook.hasNext()).isFalse();
        }
    }

    /** What stands on a page is what is tested. */
    @ParameterizedTest
    @CsvSource({
        PAGE + ", state/src/test/java/com/example/plays/LogLinePlays.java",
        PAGE + ", state/src/test/java/com/example/plays/LogLinePlaysTest.java",
        "docs/hbase.md, sinks/src/test/java/com/example/reviews/ReadReviews.java"
    })
    void aPageShowsItsExample(String page, String example) throws IOException {
        Path home = Path.of(System.getProperty("wrapped.home"));
        String source = Files.readString(home.resolve(example));

        assertThat(Files.readString(home.resolve(page)))
                .as("%s; copy %s into it", page, example)
                .contains("```java\n" + source + "```\n");
    }

    private static Path jar(Path file) throws IOException {
        String name = LogLinePlays.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                InputStream made = LogLinePlays.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            made.transferTo(jar);
        }
        return file;
    }
}
