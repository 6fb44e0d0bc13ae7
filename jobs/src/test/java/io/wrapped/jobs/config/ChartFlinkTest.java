package io.wrapped.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.operators.listener.ListenerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart configures Flink as {@code flink-conf} does, and its sizes add up. */
class ChartFlinkTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Path CHART = PROJECT.resolve("helm/wrapped");

    /** What a cluster on Kubernetes gets in another way: from the operator or the chart's sizes. */
    private static final List<String> ELSEWHERE =
            List.of(
                    "execution.checkpointing.dir",
                    "execution.checkpointing.savepoint-dir",
                    "jobmanager.bind-host",
                    "jobmanager.memory.process.size",
                    "jobmanager.rpc.address",
                    "rest.address",
                    "rest.bind-address",
                    "taskmanager.bind-host",
                    "taskmanager.host",
                    "taskmanager.memory.process.size",
                    "taskmanager.memory.task.off-heap.size",
                    "taskmanager.numberOfTaskSlots");

    private final JsonNode values =
            new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile());

    ChartFlinkTest() throws IOException {}

    @Test
    void settingsAreThoseOfFlinkConf() {
        Map<String, String> shipped =
                new TreeMap<>(
                        GlobalConfiguration.loadConfiguration(
                                        PROJECT.resolve("flink-conf").toString())
                                .toMap());
        ELSEWHERE.forEach(key -> assertThat(shipped.remove(key)).as(key).isNotNull());
        JsonNode charts = values.path("flinkConfiguration");

        for (Map.Entry<String, String> setting : shipped.entrySet()) {
            assertThat(charts.path(setting.getKey()).asText())
                    .as("flinkConfiguration: %s in the chart's values.yaml", setting.getKey())
                    .isEqualTo(setting.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log4j-console.properties", "log4j-json.properties"})
    void logsAreThoseOfFlinkConf(String name) {
        assertThat(CHART.resolve("files").resolve(name))
                .hasSameTextualContentAs(PROJECT.resolve("flink-conf").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "launch"})
    void whatTheWrappedJobKeepsFitsIntoMemory(String preset) {
        JsonNode sizes = values.path("presets").path(preset).path("wrappedJob");

        assertHasRoom(sizes, sizes.path("options"));
    }

    @Test
    void aLaptopsTaskManagersStartWithRoomForWhatIsKept() throws IOException {
        JsonNode laptop =
                new YAMLMapper().readTree(PROJECT.resolve("helm/values/laptop.yaml").toFile());

        assertHasRoom(laptop.path("wrappedJob"), laptop.path("options"));
        assertThat(memory(laptop.path("reportJob")).getTaskHeapSize())
                .isGreaterThan(MemorySize.ofMebiBytes(128));
    }

    private static void assertHasRoom(JsonNode sizes, JsonNode options) {
        int slots = sizes.path("taskSlots").asInt();
        TaskExecutorProcessSpec memory = memory(sizes);
        long catalogue = bytes(options, ListenerOptions.CATALOGUE_MEMORY);
        long heap =
                bytes(options, ListenerOptions.BUFFER_MEMORY)
                        + bytes(options, ListenerOptions.REVIEW_MEMORY)
                        + catalogue * 3 / 4;
        long offHeap = catalogue / 4 + MemorySize.ofMebiBytes(16).getBytes();

        // A third more on the heap than what is kept, for all that comes and goes.
        assertThat(memory.getTaskHeapSize().getBytes()).isGreaterThan(slots * heap * 4 / 3);
        assertThat(memory.getTaskOffHeapSize().getBytes()).isGreaterThan(slots * offHeap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "launch"})
    void theReportJobsTaskManagersStart(String preset) {
        JsonNode sizes = values.path("presets").path(preset).path("reportJob");

        assertThat(memory(sizes).getTaskHeapSize())
                .isGreaterThan(MemorySize.ofMebiBytes(128L * sizes.path("taskSlots").asInt()));
    }

    /** They may change from one day to the next, and what cannot change must not hang on them. */
    @Test
    void presetsLeaveAloneWhatIsFixedOnceItIsMade() {
        List<String> keys =
                Stream.of("small", "medium", "launch")
                        .map(preset -> values.path("presets").path(preset))
                        .flatMap(preset -> Stream.of("wrappedJob", "reportJob").map(preset::path))
                        .flatMap(job -> stream(job.path("options")))
                        .distinct()
                        .toList();

        assertThat(keys).isNotEmpty().allMatch(key -> key.matches("(wrapped|story)\\..*"));
    }

    private static Stream<String> stream(JsonNode options) {
        return options.properties().stream().map(Map.Entry::getKey);
    }

    private static TaskExecutorProcessSpec memory(JsonNode sizes) {
        Configuration configuration = new Configuration();
        JsonNode taskManager = sizes.path("taskManager");
        configuration.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(taskManager.path("memory").asText()));
        configuration.set(
                TaskManagerOptions.TASK_OFF_HEAP_MEMORY,
                MemorySize.parse(taskManager.path("offHeap").asText()));
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, sizes.path("taskSlots").asInt());
        return TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    }

    private static long bytes(JsonNode options, ConfigOption<MemorySize> option) {
        JsonNode given = options.path(option.key());
        return given.isMissingNode()
                ? option.defaultValue().getBytes()
                : MemorySize.parse(given.asText()).getBytes();
    }
}
