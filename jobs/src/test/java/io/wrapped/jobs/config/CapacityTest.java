package io.wrapped.jobs.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What docs/capacity.md says of Kafka's disk follows from what a play takes, and the sizes that it
 * gives are those of the chart's presets.
 */
class CapacityTest {
    private static final Path PAGE = Path.of("../docs/capacity.md");
    private static final Path CHART = Path.of("../helm/wrapped/values.yaml");
    private static final List<String> PRESETS = List.of("small", "medium", "launch");
    private static final Pattern KAFKA =
            Pattern.compile("plays a day × (\\d+) bytes × (\\d+) days .* × (\\d+) replicas");

    private static final Play PLAY =
            new Play(
                    "7d3f1c52-9a0e-4b7e-8f1d-2c6a5e9b4d30",
                    "31l77y2al5lnn7mxfrmd4bpfhqke",
                    "service:track:4uLU6hMCjMI75M1A2tKUQC",
                    Kind.MUSIC,
                    1_772_400_000_000L,
                    215_000,
                    60,
                    "service:playlist:37i9dQZF1DXcBWIGoYBM5M",
                    "GB",
                    false,
                    false,
                    false,
                    true,
                    null);

    private final List<String> lines = Files.readAllLines(PAGE);

    CapacityTest() throws IOException {}

    /** Kafka frames key and value in ten bytes or less where records come in batches. */
    @Test
    void aPlayTakesOnItsTopicWhatIsReckonedWith() {
        int bytes = PLAY.userId().getBytes(UTF_8).length + ProtoRecords.bytes(PLAY).length;

        assertThat(bytes + 10).isCloseTo(kafka(1), within(10));
        assertThat(cells("a play on its topic").get(1)).startsWith(kafka(1) + " bytes");
    }

    @Test
    void kafkasDiskIsWhatPlaysTakeUntilTheyAreForgotten() {
        assertThat(kafka(2)).isEqualTo((int) TopicOptions.PLAY_RETENTION.defaultValue().toDays());
        List<String> disks = cells("plays a day × ");
        List<String> plays = cells("plays a day |");

        for (int preset = 1; preset <= 3; preset++) {
            double bytes = number(plays.get(preset)) * kafka(1) * kafka(2) * kafka(3);
            assertThat(number(disks.get(preset))).isCloseTo(bytes, within(bytes / 50));
        }
    }

    @Test
    void sizesAreThoseOfThePresets() throws IOException {
        JsonNode presets = new YAMLMapper().readTree(CHART.toFile()).path("presets");
        for (String name : PRESETS) {
            int preset = PRESETS.indexOf(name) + 1;
            JsonNode job = presets.at("/" + name + "/wrappedJob");
            JsonNode reports = presets.at("/" + name + "/reportJob");
            int slots = job.path("parallelism").asInt();
            int ofOne = job.path("taskSlots").asInt();
            int cores = slots / ofOne * job.at("/taskManager/cpu").asInt();
            int atATime = reports.at("/options/story.concurrency").asInt();
            String disk = job.at("/taskManager/localDisk").asText().replace("Gi", " GiB");

            assertThat(cells("slots = parallelism").get(preset)).isEqualTo("" + slots);
            assertThat(cells("TaskManagers × slots").get(preset))
                    .isEqualTo(slots / ofOne + " × " + ofOne);
            assertThat(cells("cores given").get(preset)).isEqualTo("" + cores);
            assertThat(cells("local disk needed, given").get(preset)).endsWith(", " + disk);
            assertThat(cells("parallelism × `story.concurrency`").get(preset))
                    .startsWith(reports.path("parallelism").asInt() + " × " + atATime);
        }
    }

    /** A number of the arithmetic in the row of Kafka's disk. */
    private int kafka(int group) {
        Matcher arithmetic = KAFKA.matcher(cells("plays a day × ").get(0));
        assertThat(arithmetic.find()).isTrue();
        return Integer.parseInt(arithmetic.group(group));
    }

    private List<String> cells(String row) {
        String line =
                lines.stream()
                        .filter(each -> each.startsWith("| " + row))
                        .findFirst()
                        .orElseThrow();
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    private static double number(String cell) {
        String[] words = cell.split(" ");
        double unit =
                switch (words[1]) {
                    case "million" -> 1e6;
                    case "billion" -> 1e9;
                    case "TB" -> 1e12;
                    default -> throw new AssertionError(cell);
                };
        return Double.parseDouble(words[0]) * unit;
    }
}
