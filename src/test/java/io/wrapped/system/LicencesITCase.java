package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the job's jar is made of, by the bill of materials that the build writes. */
class LicencesITCase {
    private static final Path BILL =
            Path.of(System.getProperty("wrapped.home"), "jobs/target/wrapped.cdx.json");

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

    @BeforeAll
    static void read() throws IOException {
        JsonNode bill = JsonMapper.builder().build().readTree(BILL.toFile());
        for (JsonNode component : bill.path("components")) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode licence : component.path("licenses")) {
                licences.add(
                        licence.at("/license/id")
                                .asText(licence.at("/license/name").asText(licence.toString())));
            }
            LICENCES.put(
                    component.path("name").asText() + " " + component.path("version").asText(),
                    licences);
        }
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

    @Test
    void everyPartMayBeShippedWithTheJar() {
        List<String> others = new ArrayList<>();
        LICENCES.forEach(
                (part, licences) -> {
                    if (licences.stream().noneMatch(COMPATIBLE::contains)) {
                        others.add(part + ": " + licences);
                    }
                });
        assertThat(others).isEmpty();
    }
}
