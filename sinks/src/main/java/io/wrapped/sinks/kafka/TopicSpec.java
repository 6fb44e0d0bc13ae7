package io.wrapped.sinks.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is created, and what of it must hold for one that exists.
 *
 * @param settings topic configuration to create it with
 * @param required the settings that the jobs rest on; the others are the operator's to change
 * @param singlePartition whether it must have exactly one partition
 */
record TopicSpec(
        String name, Map<String, String> settings, Set<String> required, boolean singlePartition) {

    /** Room for a dead letter around the largest record that brokers take by default. */
    static final int LARGEST_DEAD_LETTER = 4 << 20;

    private static final Duration TAKEN_BACK_KEPT = Duration.ofDays(90);

    /** What was erased or replaced may stay on a broker's disk for so long. */
    private static final Duration REPLACED_KEPT = Duration.ofDays(1);

    /** All topics, in the order to create them. */
    static List<TopicSpec> all(ReadableConfig options) {
        Topics topics = Topics.from(options);
        return List.of(
                kept(topics.play(), options.get(TopicOptions.PLAY_RETENTION)),
                compacted(topics.catalogue()),
                ofUsers(topics.profile()),
                ofUsers(topics.exclusion()),
                control(topics.control()),
                large(kept(topics.replay(), options.get(TopicOptions.REPLAY_RETENTION))),
                erasable(
                        topics.reportRequests(),
                        options.get(TopicOptions.REPORT_REQUESTS_RETENTION)),
                large(
                        erasable(
                                topics.deadLetters(),
                                options.get(TopicOptions.DEAD_LETTERS_RETENTION))),
                large(
                        erasable(
                                topics.reportFailures(),
                                options.get(TopicOptions.DEAD_LETTERS_RETENTION))),
                kept(topics.importOutcomes(), options.get(TopicOptions.IMPORT_OUTCOMES_RETENTION)));
    }

    private static TopicSpec kept(String name, Duration retention) {
        return timed(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(retention.toMillis())),
                false);
    }

    /** What is taken back stays to be read for as long as a job may ever be down. */
    private static TopicSpec compacted(String name) {
        return timed(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        String.valueOf(TAKEN_BACK_KEPT.toMillis())),
                false);
    }

    /** What a user's later records and erasure replace, until then kept for good. */
    private static TopicSpec ofUsers(String name) {
        return timed(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(REPLACED_KEPT.toMillis())),
                false);
    }

    /** What an erasure takes away before its time: compacted, so that single records can go. */
    private static TopicSpec erasable(String name, Duration retention) {
        return timed(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT
                                + ","
                                + TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(retention.toMillis()),
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(REPLACED_KEPT.toMillis())),
                false);
    }

    /** One partition orders the triggers; all are kept, for a job that starts anew. */
    private static TopicSpec control(String name) {
        return timed(
                name,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1"),
                true);
    }

    /** Whose records hold others, or many of them. */
    private static TopicSpec large(TopicSpec kept) {
        Map<String, String> settings = new HashMap<>(kept.settings());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_DEAD_LETTER));
        return new TopicSpec(
                kept.name(),
                settings,
                Set.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                false);
    }

    /** With the broker's time stamps, which put triggers after what they wait for. */
    private static TopicSpec timed(
            String name, Map<String, String> settings, boolean singlePartition) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new TopicSpec(
                name,
                all,
                Set.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        TopicConfig.CLEANUP_POLICY_CONFIG),
                singlePartition);
    }
}
