package io.wrapped.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.TopicOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The command reads what the Helm chart has its pods call as that is meant. */
class ChartCommandTest {
    private static final Path RENDERS = Path.of("../helm/src/test/resources/golden");
    private static final YAMLMapper YAML = new YAMLMapper();

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

    /** It looks at the jobs' JobManagers with the options that either job has, but for sizes. */
    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production", "launch"})
    void doctorLooksAtBothJobsWithTheirOptions(String scenario) throws IOException {
        List<JsonNode> objects = objects(scenario);
        Map<String, String> jobs = new HashMap<>();
        for (JsonNode job : all(objects, "FlinkDeployment")) {
            List<String> args = texts(job.at("/spec/job/args"));
            jobs.putAll(ParameterTool.fromArgs(args.toArray(String[]::new)).toMap());
        }

        DoctorCommand doctor = doctor(objects);

        Map<String, String> given = doctor.connection.options().toMap();
        assertThat(jobs).containsAllEntriesOf(given);
        assertThat(given).containsAllEntriesOf(created(objects).toMap());
        assertThat(given)
                .containsKeys(StoryOptions.BASE_URL.key(), StoryOptions.MODEL.key())
                .containsKey(StoryOptions.API_KEY_ENV.key());
        assertThat(doctor.flink.addresses())
                .containsExactly("http://wrapped-rest:8081", "http://wrapped-reports-rest:8081");
        assertThat(doctor.skipped).isEmpty();
    }

    /** By which it finds the store of state as Flink does. */
    @ParameterizedTest
    @ValueSource(strings = {"laptop", "production", "launch"})
    void doctorHasTheSettingsOfTheJobs(String scenario, @TempDir Path folder) throws IOException {
        List<JsonNode> objects = objects(scenario);
        JsonNode container = doctorPod(objects).at("/containers/0");
        String map = doctorPod(objects).findPath("configMap").path("name").asText();
        JsonNode file =
                all(objects, "ConfigMap").stream()
                        .filter(each -> each.at("/metadata/name").asText().equals(map))
                        .findFirst()
                        .orElseThrow()
                        .at("/data/config.yaml");
        Files.writeString(folder.resolve("config.yaml"), file.asText());

        assertThat(GlobalConfiguration.loadConfiguration(folder.toString()).toMap())
                .isEqualTo(
                        YAML.convertValue(
                                first(objects, "FlinkDeployment").at("/spec/flinkConfiguration"),
                                new TypeReference<Map<String, String>>() {}));
        assertThat(texts(container.path("volumeMounts"), "mountPath"))
                .contains(variable(container, "FLINK_CONF_DIR").path("value").asText());
        assertThat(variable(container, "FLINK_PLUGINS_DIR").path("value").asText())
                .isEqualTo("/opt/flink/plugins");
    }

    /** Where the jobs have it from. */
    @Test
    void doctorHasTheKeyOfTheModelAndTheLoginOfTheStore() throws IOException {
        List<JsonNode> objects = objects("production");
        JsonNode asking =
                all(objects, "FlinkDeployment")
                        .get(1)
                        .at("/spec/taskManager/podTemplate/spec/containers/0");
        JsonNode container = doctorPod(objects).at("/containers/0");
        String key = doctor(objects).connection.options().get(StoryOptions.API_KEY_ENV);

        assertThat(variable(container, key)).isEqualTo(variable(asking, key));
        assertThat(container.path("envFrom")).isNotEmpty().isEqualTo(asking.path("envFrom"));
        assertThat(doctorPod(objects).path("serviceAccountName"))
                .isEqualTo(first(objects, "FlinkDeployment").at("/spec/serviceAccount"));
    }

    /** Options of {@code wrapped create} as the Job's container calls it. */
    private static Configuration created(List<JsonNode> objects) {
        JsonNode pod = first(objects, "Job").at("/spec/template/spec");
        return called(pod, CreateCommand.class).connection.options();
    }

    private static DoctorCommand doctor(List<JsonNode> objects) {
        return called(doctorPod(objects), DoctorCommand.class);
    }

    private static JsonNode doctorPod(List<JsonNode> objects) {
        return first(objects, "CronJob").at("/spec/jobTemplate/spec/template/spec");
    }

    /** What a pod's container calls. */
    private static <T> T called(JsonNode pod, Class<T> expected) {
        List<String> command = texts(pod.at("/containers/0/command"));
        int main = command.indexOf(Wrapped.class.getName());
        assertThat(main).as("the class in " + command).isPositive();
        List<String> words = command.subList(main + 1, command.size());

        ParseResult parsed = Wrapped.commandLine().parseArgs(words.toArray(String[]::new));
        assertThat(parsed.hasSubcommand()).isTrue();
        return expected.cast(parsed.subcommand().commandSpec().userObject());
    }

    private static JsonNode variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError("no variable " + name + " in " + container);
    }

    private static List<JsonNode> objects(String scenario) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class)
                        .readValues(RENDERS.resolve(scenario + ".yaml").toFile())) {
            return documents.readAll();
        }
    }

    private static JsonNode first(List<JsonNode> objects, String kind) {
        return all(objects, kind).get(0);
    }

    private static List<JsonNode> all(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
