package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.TopicOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The command reads what the Helm chart has its Job call as that is meant. */
class ChartCommandTest {
    private static final Path RENDERS = Path.of("../helm/src/test/resources/golden");

    /** Topics and table are those of the jobs: made with the same options, at the same servers. */
    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production", "launch", "hbase-tls"})
    void topicsAndTableAreMadeWithTheOptionsOfTheJobs(String scenario) throws IOException {
        List<JsonNode> objects = objects(scenario);
        List<String> args = texts(first(objects, "FlinkDeployment").at("/spec/job/args"));
        Map<String, String> jobs =
                ParameterTool.fromArgs(args.toArray(String[]::new)).toMap().entrySet().stream()
                        .filter(option -> option.getKey().matches("(kafka|topics|hbase)\\..*"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(created(objects).toMap()).hasSizeGreaterThan(4).isEqualTo(jobs);
    }

    @Test
    void productionIsMadeWithItsSizesAndLogins() throws IOException {
        Configuration options = created(objects("production"));

        assertThat(options.get(TopicOptions.PARTITIONS)).isEqualTo(256);
        assertThat(options.get(TopicOptions.REPLICATION_FACTOR)).isEqualTo(3);
        assertThat(options.get(HBaseOptions.SALT_BUCKETS)).isEqualTo(512);
        assertThat(options.get(HBaseOptions.COMPRESSION)).isEqualTo("ZSTD");
        assertThat(options.get(HBaseOptions.PROPERTIES))
                .containsEntry("hbase.client.keytab.principal", "wrapped@EXAMPLE.COM");
        assertThat(options.get(KafkaOptions.PROPERTIES))
                .containsEntry(
                        "sasl.jaas.config", "${dir:/etc/wrapped/kafka-login:sasl.jaas.config}");
    }

    /** Options of {@code wrapped create} as the Job's container calls it. */
    private static Configuration created(List<JsonNode> objects) throws IOException {
        JsonNode container = first(objects, "Job").at("/spec/template/spec/containers/0");
        List<String> command = texts(container.path("command"));
        int main = command.indexOf(Wrapped.class.getName());
        assertThat(main).as("the class in " + command).isPositive();
        List<String> words = command.subList(main + 1, command.size());

        ParseResult parsed = Wrapped.commandLine().parseArgs(words.toArray(String[]::new));
        assertThat(parsed.hasSubcommand()).isTrue();
        Object called = parsed.subcommand().commandSpec().userObject();
        assertThat(called).isInstanceOf(CreateCommand.class);
        return ((CreateCommand) called).connection.options();
    }

    private static List<JsonNode> objects(String scenario) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper()
                        .readerFor(JsonNode.class)
                        .readValues(RENDERS.resolve(scenario + ".yaml").toFile())) {
            return documents.readAll();
        }
    }

    private static JsonNode first(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
