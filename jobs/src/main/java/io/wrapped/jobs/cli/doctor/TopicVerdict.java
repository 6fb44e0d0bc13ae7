package io.wrapped.jobs.cli.doctor;

import io.wrapped.sinks.Difference;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.TopicState;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** What is to be said of a topic beside how {@code wrapped create} would make it. */
final class TopicVerdict {
    private static final String NEVER_MORE =
            "where it is meant, say -D%s=%d; never add partitions to a topic with records, which"
                    + " would part a key's old records from its new ones";

    private final Configuration options;
    private final String servers;
    private final int brokers;

    /**
     * @param servers for the commands that are advised
     * @param brokers how many there are
     */
    TopicVerdict(Configuration options, String servers, int brokers) {
        this.options = options;
        this.servers = servers;
        this.brokers = brokers;
    }

    /**
     * The verdict.
     *
     * @param topic null: there is none of that name
     */
    Verdict of(String name, @Nullable TopicState topic) {
        if (topic == null) {
            return Verdict.failed(
                    "there is no topic " + name,
                    "`wrapped create` makes it; where it has another name, say so as in"
                            + " -Dtopics.play=NAME");
        }
        List<Verdict> wrong = new ArrayList<>();
        partitions(topic, wrong);
        replicas(topic, wrong);
        for (Difference difference : topic.differences()) {
            wrong.add(setting(topic, difference));
        }
        return wrong.isEmpty() ? Verdict.ok(asItIs(topic)) : Verdict.all(wrong);
    }

    /** How many there should be, only those know who made them or who say so. */
    private void partitions(TopicState topic, List<Verdict> wrong) {
        int found = topic.partitions();
        if (topic.singlePartition()) {
            if (found != 1) {
                wrong.add(
                        Verdict.failed(
                                found + " partitions, and the order of triggers needs 1",
                                ("stop the jobs, delete it (kafka-topics.sh --bootstrap-server %s"
                                                + " --delete --topic %s), `wrapped create`, and"
                                                + " start them again")
                                        .formatted(servers, topic.name())));
            }
        } else if (options.contains(TopicOptions.PARTITIONS)) {
            int asked = options.get(TopicOptions.PARTITIONS);
            if (found != asked) {
                wrong.add(
                        Verdict.warning(
                                "%s, and %s is %d"
                                        .formatted(
                                                count(found, "partition"),
                                                TopicOptions.PARTITIONS.key(),
                                                asked),
                                NEVER_MORE.formatted(TopicOptions.PARTITIONS.key(), found)));
            }
        } else if (found == 1) {
            wrong.add(
                    Verdict.warning(
                            "1 partition, so that one task reads all of it",
                            NEVER_MORE.formatted(TopicOptions.PARTITIONS.key(), found)));
        }
    }

    private void replicas(TopicState topic, List<Verdict> wrong) {
        String describe =
                "kafka-topics.sh --bootstrap-server %s --describe --topic %s"
                        .formatted(servers, topic.name());
        if (topic.leaderless() > 0) {
            wrong.add(
                    Verdict.failed(
                            count(topic.leaderless(), "partition") + " without a leader",
                            "start the brokers that hold its replicas: " + describe));
        } else if (topic.behind() > 0) {
            wrong.add(
                    Verdict.warning(
                            count(topic.behind(), "partition") + " with replicas out of sync",
                            "look at the brokers that hold them: " + describe));
        }
        int asked = options.get(TopicOptions.REPLICATION_FACTOR);
        int wanted = asked > 0 ? asked : Math.min(2, brokers);
        if (topic.replicas() < wanted) {
            wrong.add(
                    Verdict.warning(
                            asked > 0
                                    ? count(topic.replicas(), "replica")
                                            + ", and "
                                            + TopicOptions.REPLICATION_FACTOR.key()
                                            + " is "
                                            + asked
                                    : "1 replica on "
                                            + count(brokers, "broker")
                                            + ": one disk less, and its records are lost",
                            "add replicas by kafka-reassign-partitions.sh; for new topics set "
                                    + "default.replication.factor of the brokers or "
                                    + TopicOptions.REPLICATION_FACTOR.key()));
        }
    }

    private Verdict setting(TopicState topic, Difference difference) {
        String asked = difference.asked();
        String found =
                "%s is %s, and `wrapped create` sets %s"
                        .formatted(
                                difference.setting(),
                                readable(difference.setting(), difference.found()),
                                readable(difference.setting(), asked));
        String remedy =
                "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(
                                servers,
                                topic.name(),
                                difference.setting(),
                                asked.contains(",") ? "[" + asked + "]" : asked);
        return difference.needed()
                ? Verdict.failed(found + ", on which the jobs rest", remedy)
                : Verdict.warning(found, remedy);
    }

    private static String asItIs(TopicState topic) {
        String policy = topic.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        List<String> said = new ArrayList<>();
        said.add(count(topic.partitions(), "partition"));
        said.add(count(topic.replicas(), "replica"));
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            said.add("compacted");
        }
        String kept = topic.settings().get(TopicConfig.RETENTION_MS_CONFIG);
        if (kept != null) {
            said.add("kept " + readable(TopicConfig.RETENTION_MS_CONFIG, kept));
        }
        return String.join(", ", said);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Milliseconds in the unit that people use. */
    private static String readable(String setting, String value) {
        if (!setting.endsWith(".ms") || !value.matches("-?[0-9]{1,19}")) {
            return value;
        }
        if (value.startsWith("-") || value.equals(String.valueOf(Long.MAX_VALUE))) {
            return "without end";
        }
        return Spans.ofMillis(Long.parseLong(value));
    }
}
