package io.wrapped.system.harness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the chart has Kafka's clients log in: the properties are those that it gives the jobs of a
 * production (helm/values/production.yaml), the Secrets files of a folder that it would mount.
 */
final class ChartLogin {
    private static final Path RENDERED =
            Path.of(System.getProperty("wrapped.home"))
                    .resolve("helm/src/test/resources/golden/production.yaml");
    private static final String MOUNTED = "/etc/wrapped";
    private static final String OPTION = "--kafka.properties";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path secrets;

    /** A login whose Secrets are in that folder. */
    ChartLogin(Path secrets) {
        this.secrets = secrets;
    }

    /**
     * Writes the Secrets: the whole login as Kafka's clients have it, and who vouches for brokers.
     */
    void write(String jaas, String certificate) throws IOException {
        Path login = Files.createDirectories(secrets.resolve("kafka-login"));
        Files.writeString(login.resolve("sasl.jaas.config"), jaas);
        Path authority = Files.createDirectories(secrets.resolve("kafka-ca"));
        Files.writeString(authority.resolve("ca.crt"), certificate);
    }

    /** The client properties. */
    Map<String, String> properties() throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(RENDERED.toFile())) {
            while (documents.hasNext()) {
                JsonNode arguments = documents.next().at("/spec/job/args");
                for (int i = 1; i < arguments.size(); i++) {
                    if (arguments.path(i - 1).asText().equals(OPTION)) {
                        return read(arguments.path(i).asText());
                    }
                }
            }
        }
        throw new IOException("no " + OPTION + " in " + RENDERED);
    }

    private Map<String, String> read(String properties) throws IOException {
        return YAML.readValue(
                properties.replace(MOUNTED, secrets.toString()), new TypeReference<>() {});
    }
}
