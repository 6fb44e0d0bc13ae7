package io.wrapped.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.TopicOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs read the arguments that the Helm chart gives them as they are meant. */
class ChartArgumentsTest {
    private static final Path RENDERS = Path.of("../helm/src/test/resources/golden");

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production", "launch"})
    void entryClassesAreThere(String scenario) throws Exception {
        for (JsonNode job : jobs(scenario)) {
            Class<?> entry = Class.forName(job.path("entryClass").asText());

            assertThat(entry.getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void theLaunchPresetReachesTheWrappedJob() throws IOException {
        Configuration options = options(jobs("launch").get(0));

        assertThat(options.get(ListenerOptions.REVIEW_MEMORY)).isEqualTo(MemorySize.parse("1 gb"));
        assertThat(options.get(TopicOptions.PARTITIONS)).isEqualTo(256);
        assertThat(options.get(HBaseOptions.ZOOKEEPER_QUORUM)).startsWith("zk-0.example.com:2181");
    }

    @Test
    void theLaunchReachesTheReportJob() throws IOException {
        Configuration options = options(jobs("launch").get(1));

        assertThat(options.get(StoryOptions.RATE)).isEqualTo(4100.0);
        assertThat(options.get(StoryOptions.CONCURRENCY)).isEqualTo(64);
        assertThat(options.get(StoryOptions.API_KEY_ENV)).isEqualTo("WRAPPED_MODEL_API_KEY");
    }

    @Test
    void hbaseLogsInByKeytab() throws IOException {
        assertThat(options(jobs("production").get(0)).get(HBaseOptions.PROPERTIES))
                .containsEntry("hbase.security.authentication", "kerberos")
                .containsEntry("hbase.client.keytab.file", "/etc/wrapped/hbase-keytab/keytab")
                .containsEntry("hbase.client.keytab.principal", "wrapped@EXAMPLE.COM");
    }

    @Test
    void kafkasClientsReadTheLoginFromItsFile(@TempDir Path secrets) throws IOException {
        String login = "org.example.LoginModule required username=\"a\" password=\"b;c,d\";";
        Files.writeString(
                Files.createDirectory(secrets.resolve("kafka-login")).resolve("sasl.jaas.config"),
                login);
        Files.writeString(
                Files.createDirectory(secrets.resolve("kafka-ca")).resolve("ca.crt"), "a\nb");
        Map<String, Object> properties = new HashMap<>();
        KafkaOptions.clientProperties(options(jobs("production").get(0)))
                .forEach(
                        (key, value) ->
                                properties.put(
                                        key.toString(),
                                        value.toString()
                                                .replace("/etc/wrapped", secrets.toString())));
        AdminClientConfig client = new AdminClientConfig(properties);

        assertThat(client.getPassword("sasl.jaas.config")).isEqualTo(new Password(login));
        assertThat(client.getPassword("ssl.truststore.certificates"))
                .isEqualTo(new Password("a\nb"));
        assertThat(client.getString("security.protocol")).isEqualTo("SASL_SSL");
    }

    /** The jobs of a scenario, of which the wrapped job is the first. */
    private static List<JsonNode> jobs(String scenario) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper()
                        .readerFor(JsonNode.class)
                        .readValues(RENDERS.resolve(scenario + ".yaml").toFile())) {
            List<JsonNode> jobs =
                    documents.readAll().stream()
                            .map(document -> document.at("/spec/job"))
                            .filter(JsonNode::isObject)
                            .toList();
            assertThat(jobs).hasSize(2);
            return jobs;
        }
    }

    private static Configuration options(JsonNode job) {
        return JobEnvironment.options(
                StreamSupport.stream(job.path("args").spliterator(), false)
                        .map(JsonNode::asText)
                        .toArray(String[]::new));
    }
}
