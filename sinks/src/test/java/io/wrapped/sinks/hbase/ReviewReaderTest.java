package io.wrapped.sinks.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader as a service has it: on a class path without Flink and Kafka. */
class ReviewReaderTest {
    private static URLClassLoader service;

    @BeforeAll
    static void open() throws IOException {
        List<URL> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (!name.matches("(flink|kafka|frocksdbjni).*\\.jar")) {
                classes.add(new File(entry).toURI().toURL());
            }
        }
        service =
                new URLClassLoader(
                        classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        service.close();
    }

    @Test
    void thereIsNoFlinkAndNoKafka() {
        assertThat(
                        List.of(
                                "org.apache.flink.configuration.ConfigOption",
                                "org.apache.kafka.common.TopicPartition"))
                .allSatisfy(
                        name ->
                                assertThat(service.getResource(name.replace('.', '/') + ".class"))
                                        .as(name)
                                        .isNull());
    }

    @Test
    void aReviewComesWithTheStoryOfItsFacts() throws Exception {
        assertThat(read(ReviewTable.LAYOUT, LoneReader.FACTS))
                .contains("\"facts\":" + LoneReader.FACTS + ",\"report\":{\"status\":\"complete\"")
                .contains("\"text\":\"Told.\"");
    }

    @Test
    void aStoryOfOtherFactsIsNotShown() throws Exception {
        assertThat(read(ReviewTable.LAYOUT, "{\"value\":12.5}"))
                .contains("\"report\":{\"status\":\"stale\"")
                .doesNotContain("Told.");
    }

    /** The attributes would take a right to change the table. */
    @Test
    void whoMayReadAndNoMoreReads() throws Exception {
        assertThat(read(ReviewTable.LAYOUT, "row", LoneReader.FACTS)).contains("Told.");
    }

    @Test
    void aTableWithoutTheRowIsReadByItsAttributes() throws Exception {
        assertThat(read(ReviewTable.LAYOUT, "open attributes", LoneReader.FACTS)).contains("Told.");
        assertThat(read(ReviewTable.LAYOUT, "attributes", LoneReader.FACTS))
                .isEqualTo(
                        "java.lang.IllegalStateException: table wrapped says how its rows are found"
                                + " where only who may change it can read; run `wrapped create`"
                                + " once, as whoever created it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "open attributes"})
    void aTableOfALayoutThatIsNotKnownIsRefused(String kept) throws Exception {
        assertThat(read("2", kept, LoneReader.FACTS))
                .isEqualTo(
                        "java.lang.IllegalStateException: table wrapped has layout 2 and this"
                                + " release of Wrapped knows 1 alone; use the release that the"
                                + " table was created by");
    }

    @Test
    void aTableOfSomebodyElseIsRefused() throws Exception {
        assertThat(read("", "open attributes", LoneReader.FACTS))
                .contains("expected layout 1; was it created by Wrapped?");
    }

    private static String read(String layout, String told) throws Exception {
        return read(layout, "row", told);
    }

    private static String read(String layout, String kept, String told) throws Exception {
        return (String)
                service.loadClass(LoneReader.class.getName())
                        .getMethod("read", String.class, String.class, String.class)
                        .invoke(null, layout, kept, told);
    }
}
