package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.KafkaOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** How long topics keep what, as the brokers have it. */
public final class TopicSettings {
    private final Map<String, Config> byTopic;

    private TopicSettings(Map<String, Config> byTopic) {
        this.byTopic = byTopic;
    }

    /** Asks the brokers. */
    public static TopicSettings of(ReadableConfig options, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options))) {
            return new TopicSettings(
                    admin
                            .describeConfigs(
                                    topics.stream()
                                            .map(
                                                    topic ->
                                                            new ConfigResource(
                                                                    ConfigResource.Type.TOPIC,
                                                                    topic))
                                            .toList())
                            .all()
                            .get()
                            .entrySet()
                            .stream()
                            .collect(
                                    Collectors.toMap(
                                            entry -> entry.getKey().name(), Map.Entry::getValue)));
        }
    }

    /** How long a record stays, null where it stays for good. */
    public @Nullable Duration retention(String topic) {
        boolean deletes = text(topic, TopicConfig.CLEANUP_POLICY_CONFIG).contains("delete");
        return deletes ? time(topic, TopicConfig.RETENTION_MS_CONFIG) : null;
    }

    /** How long what was taken back may stay on disk, null where nothing bounds it. */
    public @Nullable Duration takenBack(String topic) {
        return time(topic, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);
    }

    private @Nullable Duration time(String topic, String setting) {
        long ms = Long.parseLong(text(topic, setting));
        return ms < 0 || ms == Long.MAX_VALUE ? null : Duration.ofMillis(ms);
    }

    private String text(String topic, String setting) {
        Config config = byTopic.get(topic);
        ConfigEntry entry = config == null ? null : config.get(setting);
        if (entry == null || entry.value() == null) {
            throw new IllegalStateException("Kafka does not tell " + setting + " of " + topic);
        }
        return entry.value();
    }
}
