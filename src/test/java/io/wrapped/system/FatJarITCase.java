package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that a cluster runs holds what the jobs need, and nothing that the cluster brings. */
class FatJarITCase {
    private static final Pattern PROVIDED =
            Pattern.compile("(flink-(?!connector-kafka|test)|frocksdbjni|slf4j|log4j).*\\.jar");

    private static JarFile jar;
    private static List<String> entries;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Path.of("../../jobs/target/wrapped.jar").toFile());
        entries = jar.stream().map(ZipEntry::getName).toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void holdsTheJobsAndTheirClients() {
        assertThat(entries)
                .contains(
                        "io/wrapped/jobs/WrappedJob.class",
                        "io/wrapped/jobs/ReportJob.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/hadoop/hbase/client/AsyncConnection.class",
                        "org/asynchttpclient/AsyncHttpClient.class");
    }

    @Test
    void holdsNeitherServersNorTests() {
        assertThat(
                        startingWith(
                                "kafka/server/",
                                "org/apache/kafka/server/common/",
                                "org/apache/hadoop/hbase/regionserver/HRegionServer",
                                "org/apache/hadoop/hbase/master/HMaster.",
                                "org/apache/zookeeper/server/ZooKeeperServerMain",
                                "io/wrapped/local/",
                                "io/wrapped/system/",
                                "org/junit/",
                                "junit/",
                                "org/assertj/"))
                .isEmpty();
    }

    @Test
    void holdsNothingThatFlinkBringsAlong() throws IOException {
        Set<String> provided = new HashSet<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (PROVIDED.matcher(Path.of(path).getFileName().toString()).matches()) {
                try (JarFile library = new JarFile(path)) {
                    library.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .forEach(provided::add);
                }
            }
        }
        provided.removeIf(name -> name.startsWith("META-INF/"));

        assertThat(provided).contains("org/rocksdb/RocksDB.class", "org/slf4j/Logger.class");
        assertThat(entries.stream().filter(provided::contains)).isEmpty();
    }

    @Test
    void holdsEachEntryOnce() {
        assertThat(entries).doesNotHaveDuplicates();
    }

    @Test
    void everyServiceThatIsNamedIsThere() throws IOException {
        Set<String> present = new TreeSet<>(entries);
        List<String> missing = new ArrayList<>();
        for (String entry : startingWith("META-INF/services/")) {
            if (!entry.endsWith("/")) {
                for (String service : servicesOf(entry)) {
                    if (!present.contains(service.replace('.', '/') + ".class")) {
                        missing.add(entry + ": " + service);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> startingWith(String... prefixes) {
        return entries.stream()
                .filter(entry -> List.of(prefixes).stream().anyMatch(entry::startsWith))
                .toList();
    }

    private static List<String> servicesOf(String entry) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                jar.getInputStream(jar.getEntry(entry)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
