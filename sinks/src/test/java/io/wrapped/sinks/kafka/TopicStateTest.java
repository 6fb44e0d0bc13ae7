package io.wrapped.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class TopicStateTest {
    private static final Node ONE = new Node(1, "one", 9092);
    private static final Node TWO = new Node(2, "two", 9092);

    private final Map<String, String> settings = new HashMap<>();

    private static TopicSpec spec(String name) {
        return TopicSpec.all(new Configuration()).stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TopicState state(String name, TopicPartitionInfo... partitions) {
        Map<String, String> all = new HashMap<>(spec(name).settings());
        all.put("retention.bytes", "-1");
        all.putAll(settings);
        List<ConfigEntry> entries = new ArrayList<>();
        all.forEach((key, value) -> entries.add(new ConfigEntry(key, value)));
        return TopicState.of(
                spec(name),
                new TopicDescription(name, false, List.of(partitions)),
                new Config(entries));
    }

    private static TopicPartitionInfo partition(int number) {
        return new TopicPartitionInfo(number, ONE, List.of(ONE, TWO), List.of(ONE, TWO));
    }

    @Test
    void aTopicAsCreatedHasNoDifference() {
        for (TopicSpec spec : TopicSpec.all(new Configuration())) {
            TopicState state = state(spec.name(), partition(0));

            assertThat(state.differences()).isEmpty();
            assertThat(state.faults()).isEmpty();
            assertThat(state.replicas()).isEqualTo(2);
        }
    }

    @Test
    void howLongAndHowMuchIsKeptIsTheOperators() {
        settings.put("retention.ms", "604800000");
        settings.put("retention.bytes", "1000");

        TopicState play = state("play", partition(0));

        assertThat(play.differences())
                .containsExactly(
                        new Difference("", "retention.bytes", "1000", "-1", false),
                        new Difference("", "retention.ms", "604800000", "34560000000", false));
        assertThat(play.faults()).isEmpty();
        // What is only compacted has no bound that could matter.
        settings.remove("retention.ms");
        assertThat(state("profile", partition(0)).differences()).isEmpty();
    }

    @Test
    void whatTheJobsRestOnIsAFault() {
        settings.put("message.timestamp.type", "CreateTime");

        TopicState control = state("control", partition(0), partition(1));

        assertThat(control.faults())
                .containsExactly(
                        "topic control has 2 partitions, needed 1",
                        "topic control has message.timestamp.type CreateTime, needed"
                                + " LogAppendTime");
    }

    @Test
    void replicasThatAreAwayAreCounted() {
        TopicState state =
                state(
                        "play",
                        partition(0),
                        new TopicPartitionInfo(1, ONE, List.of(ONE, TWO), List.of(ONE)),
                        new TopicPartitionInfo(2, null, List.of(ONE), List.of()));

        assertThat(state.partitions()).isEqualTo(3);
        assertThat(state.replicas()).isEqualTo(1);
        assertThat(state.behind()).isEqualTo(2);
        assertThat(state.leaderless()).isEqualTo(1);
    }
}
