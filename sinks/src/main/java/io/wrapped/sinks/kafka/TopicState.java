package io.wrapped.sinks.kafka;

import io.wrapped.sinks.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a topic stands beside how it would be created.
 *
 * @param singlePartition whether the jobs rest on its having one partition only
 * @param replicas of the partition that has fewest
 * @param leaderless partitions that nobody can read or write now
 * @param behind partitions of which not every replica is in sync
 * @param settings as the brokers have them, of those that the topic would be created with
 * @param differences of settings, in their order
 */
public record TopicState(
        String name,
        int partitions,
        boolean singlePartition,
        int replicas,
        int leaderless,
        int behind,
        Map<String, String> settings,
        List<Difference> differences) {

    public TopicState {
        settings = Map.copyOf(settings);
        differences = List.copyOf(differences);
    }

    static TopicState of(TopicSpec spec, TopicDescription topic, Config config) {
        int replicas = Integer.MAX_VALUE;
        int leaderless = 0;
        int behind = 0;
        for (TopicPartitionInfo partition : topic.partitions()) {
            replicas = Math.min(replicas, partition.replicas().size());
            leaderless += partition.leader() == null ? 1 : 0;
            behind += partition.isr().size() < partition.replicas().size() ? 1 : 0;
        }
        Map<String, String> settings = new TreeMap<>();
        List<Difference> differences = new ArrayList<>();
        asked(spec)
                .forEach(
                        (setting, asked) -> {
                            String found = value(config, setting);
                            settings.put(setting, found);
                            if (!found.equals(asked)) {
                                boolean needed = spec.required().contains(setting);
                                differences.add(new Difference("", setting, found, asked, needed));
                            }
                        });
        return new TopicState(
                spec.name(),
                topic.partitions().size(),
                spec.singlePartition(),
                replicas,
                leaderless,
                behind,
                settings,
                differences);
    }

    /** How long records are kept at least, by the clock alone; null: for good. */
    public @Nullable Duration kept() {
        String kept = settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1");
        return kept.matches("[0-9]{1,18}") ? Duration.ofMillis(Long.parseLong(kept)) : null;
    }

    /** Why the jobs cannot work with it; empty: they can. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (singlePartition && partitions != 1) {
            faults.add("topic %s has %d partitions, needed 1".formatted(name, partitions));
        }
        for (Difference each : differences) {
            if (each.needed()) {
                faults.add(
                        "topic %s has %s %s, needed %s"
                                .formatted(name, each.setting(), each.found(), each.asked()));
            }
        }
        return faults;
    }

    /** By name. A bound on bytes that brokers set for all topics would end a record before time. */
    private static Map<String, String> asked(TopicSpec spec) {
        Map<String, String> asked = new TreeMap<>(spec.settings());
        if (spec.settings()
                .getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "")
                .contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
            asked.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        }
        return asked;
    }

    private static String value(Config config, String setting) {
        @Nullable ConfigEntry entry = config.get(setting);
        return Optional.ofNullable(entry).map(ConfigEntry::value).orElse("null");
    }
}
