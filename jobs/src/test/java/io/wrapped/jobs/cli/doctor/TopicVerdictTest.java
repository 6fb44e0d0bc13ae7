package io.wrapped.jobs.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.sinks.Difference;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.TopicState;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class TopicVerdictTest {
    private static final Map<String, String> KEPT =
            Map.of("cleanup.policy", "delete", "retention.ms", "34560000000");

    private final Configuration options = new Configuration();
    private int brokers = 1;

    private Verdict of(TopicState topic) {
        return new TopicVerdict(options, "kafka:9092", brokers).of(topic.name(), topic);
    }

    private static TopicState play(int partitions, int replicas, Difference... differences) {
        return new TopicState(
                "play", partitions, false, replicas, 0, 0, KEPT, List.of(differences));
    }

    @Test
    void oneAsItIsCreatedIsWell() {
        assertThat(of(play(12, 1))).isEqualTo(Verdict.ok("12 partitions, 1 replica, kept 400 d"));
    }

    @Test
    void aMissingOneIsMadeByCreate() {
        Verdict verdict = new TopicVerdict(options, "kafka:9092", 1).of("play", null);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.found()).isEqualTo("there is no topic play");
        assertThat(verdict.remedy()).contains("`wrapped create`", "-Dtopics.play=NAME");
    }

    @Test
    void otherPartitionsThanThoseNamedAreNeverToBeChanged() {
        assertThat(of(play(6, 1)).outcome()).isEqualTo(Outcome.OK);
        assertThat(of(play(1, 1)).outcome()).isEqualTo(Outcome.WARNING);
        options.set(TopicOptions.PARTITIONS, 12);

        Verdict verdict = of(play(6, 1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(verdict.found()).isEqualTo("6 partitions, and topics.partitions is 12");
        assertThat(verdict.remedy()).contains("-Dtopics.partitions=6", "never add partitions");
        options.set(TopicOptions.PARTITIONS, 6);
        assertThat(of(play(6, 1)).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void triggersNeedOnePartition() {
        TopicState control = new TopicState("control", 3, true, 1, 0, 0, KEPT, List.of());

        Verdict verdict = of(control);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.found()).contains("3 partitions", "needs 1");
        assertThat(verdict.remedy())
                .contains("kafka-topics.sh --bootstrap-server kafka:9092 --delete --topic control");
    }

    @Test
    void aShorterRetentionIsToldInDaysWithTheCommandThatMendsIt() {
        Verdict verdict =
                of(
                        play(
                                12,
                                1,
                                new Difference(
                                        "", "retention.ms", "604800000", "34560000000", false)));

        assertThat(verdict)
                .isEqualTo(
                        Verdict.warning(
                                "retention.ms is 7 d, and `wrapped create` sets 400 d",
                                "kafka-configs.sh --bootstrap-server kafka:9092 --alter"
                                        + " --entity-type topics --entity-name play --add-config"
                                        + " retention.ms=34560000000"));
    }

    @Test
    void whatTheJobsRestOnFailsAndListsAreWrittenAsKafkaReadsThem() {
        Verdict verdict =
                of(
                        play(
                                12,
                                1,
                                new Difference(
                                        "", "cleanup.policy", "delete", "compact,delete", true)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.remedy()).endsWith("--add-config cleanup.policy=[compact,delete]");
    }

    @Test
    void replicasAreMeasuredByTheOptionOrByThereBeingOthers() {
        brokers = 3;
        assertThat(of(play(12, 1)).found()).startsWith("1 replica on 3 brokers");
        assertThat(of(play(12, 2)).outcome()).isEqualTo(Outcome.OK);
        options.set(TopicOptions.REPLICATION_FACTOR, 3);
        assertThat(of(play(12, 2)).found())
                .isEqualTo("2 replicas, and topics.replication-factor is 3");
    }

    @Test
    void partitionsThatNobodyLeadsFailAndThoseOutOfSyncWarn() {
        assertThat(of(new TopicState("play", 12, false, 1, 2, 2, KEPT, List.of())))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
                            assertThat(verdict.found()).isEqualTo("2 partitions without a leader");
                        });
        assertThat(of(new TopicState("play", 12, false, 1, 0, 1, KEPT, List.of())))
                .satisfies(
                        verdict -> {
                            assertThat(verdict.outcome()).isEqualTo(Outcome.WARNING);
                            assertThat(verdict.found())
                                    .isEqualTo("1 partition with replicas out of sync");
                        });
    }
}
