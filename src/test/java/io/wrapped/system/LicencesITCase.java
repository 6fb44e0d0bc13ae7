package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the job's jar is made of, by the bill of materials and the report of licences that the build
 * writes.
 */
class LicencesITCase {
    private static final Path BUILT = Path.of(System.getProperty("wrapped.home"), "jobs/target");
    private static final Path BILL = BUILT.resolve("wrapped.cdx.json");
    private static final Path REPORT = BUILT.resolve("licences.txt");

    /** A line of the report: licences, what the part calls itself, group, name and version. */
    private static final Pattern LINE =
            Pattern.compile(" +((?:\\([^)]+\\) )+).* \\([^:(]+:([^:]+):([^: ]+) - .*\\)");

    /** Those that go with Apache-2.0: nobody who ships the jar must open what is theirs. */
    private static final Set<String> COMPATIBLE =
            Set.of(
                    "Apache-2.0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CDDL-1.1",
                    "EDL-1.0",
                    "EPL-2.0",
                    "MIT");

    private static final Map<String, Set<String>> LICENCES = new TreeMap<>();
    private static final Map<String, Set<String>> REPORTED = new TreeMap<>();
    private static String subject = "";

    @BeforeAll
    static void read() throws IOException {
        readBill();
        readReport();
    }

    private static void readBill() throws IOException {
        JsonNode bill = JsonMapper.builder().build().readTree(BILL.toFile());
        for (JsonNode component : bill.path("components")) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode licence : component.path("licenses")) {
                licences.add(
                        licence.at("/license/id")
                                .asText(licence.at("/license/name").asText(licence.toString())));
            }
            LICENCES.put(nameOf(component), licences);
        }
        subject = nameOf(bill.at("/metadata/component"));
    }

    private static void readReport() throws IOException {
        for (String line : Files.readAllLines(REPORT)) {
            Matcher part = LINE.matcher(line);
            if (part.matches()) {
                String licences = part.group(1).strip();
                REPORTED.put(
                        part.group(2) + " " + part.group(3),
                        Set.of(licences.substring(1, licences.length() - 1).split("\\) \\(")));
            }
        }
        assertThat(Files.readString(REPORT)).contains(" " + REPORTED.size() + " third-party");
    }

    @Test
    void theBillNamesWhatTheJarIsMadeOf() {
        assertThat(LICENCES.keySet())
                .anyMatch(part -> part.startsWith("hbase-shaded-client "))
                .anyMatch(part -> part.startsWith("kafka-clients "))
                .anyMatch(part -> part.startsWith("async-http-client "))
                .noneMatch(part -> part.startsWith("flink-streaming-java "))
                .noneMatch(part -> part.startsWith("junit"));
    }

    /** Their classes, with those of the project, are those of the jar: no part is left out. */
    @Test
    void theReportNamesWhatTheJarIsMadeOf() throws IOException {
        // The bill is of the jobs' own module, and names it apart from its parts.
        Set<String> named = classes(BUILT.resolve(fileName(subject)));
        for (String part : LICENCES.keySet()) {
            if (part.startsWith("wrapped-")) {
                named.addAll(classes(BUILT.resolve("lib").resolve(fileName(part))));
            }
        }
        Set<String> reported =
                REPORTED.keySet().stream()
                        .map(LicencesITCase::fileName)
                        .collect(Collectors.toSet());
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (reported.remove(Path.of(path).getFileName().toString())) {
                named.addAll(classes(Path.of(path)));
            }
        }

        assertThat(reported).as("not in the class path").isEmpty();
        Set<String> inJar = classes(BUILT.resolve("wrapped.jar"));
        assertThat(difference(inJar, named)).as("of no part").isEmpty();
        assertThat(difference(named, inJar)).as("not in the jar").isEmpty();
        assertThat(LICENCES.keySet()).containsAll(REPORTED.keySet());
    }

    @Test
    void everyPartMayBeShippedWithTheJar() {
        assertThat(notCompatible(LICENCES)).isEmpty();
        assertThat(notCompatible(REPORTED)).isEmpty();
    }

    private static List<String> notCompatible(Map<String, Set<String>> parts) {
        List<String> others = new ArrayList<>();
        parts.forEach(
                (part, licences) -> {
                    if (licences.stream().noneMatch(COMPATIBLE::contains)) {
                        others.add(part + ": " + licences);
                    }
                });
        return others;
    }

    private static Set<String> difference(Set<String> all, Set<String> others) {
        return all.stream()
                .filter(each -> !others.contains(each))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String fileName(String part) {
        return part.replace(' ', '-') + ".jar";
    }

    private static String nameOf(JsonNode component) {
        return component.path("name").asText() + " " + component.path("version").asText();
    }

    /** But those for other versions of Java, some of which the jar leaves out. */
    private static Set<String> classes(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.startsWith("META-INF/"))
                    .filter(name -> !name.equals("module-info.class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
