package io.wrapped.jobs;

import io.wrapped.state.contract.PlayFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;

/** How Kafka is reached and read. */
public final class KafkaOptions {
    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            ConfigOptions.key("kafka.bootstrap-servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Some of the brokers, as host:port[,host:port…].");

    public static final ConfigOption<String> GROUP_ID =
            ConfigOptions.key("kafka.group-id")
                    .stringType()
                    .defaultValue("wrapped")
                    .withDescription(
                            "Consumer group under which the jobs commit what they have read, for"
                                    + " tools that show lag; where they go on is in their"
                                    + " checkpoints.");

    public static final ConfigOption<Map<String, String>> PROPERTIES =
            ConfigOptions.key("kafka.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Properties passed to all Kafka clients as they are, for instance those"
                                    + " of a login.");

    public static final ConfigOption<String> PLAY_FORMAT =
            ConfigOptions.key("kafka.play-format")
                    .stringType()
                    .defaultValue(PlayFormat.PROTOBUF)
                    .withDescription(
                            "The form of the records of the play topic: protobuf (messages Play of"
                                    + " events.proto), json (the same fields, one play a record) or"
                                    + " the name of a class that implements PlayDecoder. Plays of"
                                    + " imports are protobuf whatever is set.");

    public static final ConfigOption<Duration> WATERMARK_INTERVAL =
            ConfigOptions.key("kafka.watermark-interval")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription(
                            "How often the brokers are asked where partitions end. A trigger waits"
                                    + " for about this time and kafka.allowed-delay.");

    public static final ConfigOption<Duration> ALLOWED_DELAY =
            ConfigOptions.key("kafka.allowed-delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How late a record may become readable, by the brokers' time stamps,"
                                + " without a trigger overtaking it: differences between the clocks"
                                + " of brokers and TaskManagers, and the lag of replicas. A trigger"
                                + " waits for this long.");

    public static final ConfigOption<Map<String, String>> START_OFFSETS =
            ConfigOptions.key("kafka.start-offsets")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Where plays and profiles are read from by a start that has no offsets"
                                    + " of its own: play/partition:offset or"
                                    + " profile/partition:offset, as `wrapped bootstrap` prints"
                                    + " them. What is not named is read from its first record.");

    private KafkaOptions() {}

    /**
     * Where a topic is read from by a start that has no offsets of its own.
     *
     * @param kind "play" or "profile"
     * @return offsets by partition
     */
    static Map<Integer, Long> startOffsets(ReadableConfig options, String kind) {
        Map<Integer, Long> offsets = new HashMap<>();
        options.get(START_OFFSETS)
                .forEach(
                        (place, offset) -> {
                            if (!place.matches("(play|profile)/[0-9]{1,9}")
                                    || !offset.matches("[0-9]{1,18}")) {
                                throw new IllegalArgumentException(
                                        START_OFFSETS.key()
                                                + ": "
                                                + place
                                                + ":"
                                                + offset
                                                + " is not play/partition:offset or"
                                                + " profile/partition:offset");
                            }
                            int slash = place.indexOf('/');
                            if (place.substring(0, slash).equals(kind)) {
                                offsets.put(
                                        Integer.valueOf(place.substring(slash + 1)),
                                        Long.valueOf(offset));
                            }
                        });
        return offsets;
    }

    /**
     * The form of the plays on their topic.
     *
     * @throws IllegalArgumentException when there is none of that name; the message says why
     */
    public static PlayFormat playFormat(ReadableConfig options) {
        try {
            return PlayFormat.of(
                    options.get(PLAY_FORMAT), Thread.currentThread().getContextClassLoader());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PLAY_FORMAT.key() + ": " + e.getMessage(), e);
        }
    }

    /** The consumer group under which an input is read. */
    public static String groupId(ReadableConfig options, String input) {
        return options.get(GROUP_ID) + "-" + input;
    }

    /** The brokers' address, which must be set. */
    public static String bootstrapServers(ReadableConfig options) {
        return options.getOptional(BOOTSTRAP_SERVERS)
                .filter(servers -> !servers.isBlank())
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        BOOTSTRAP_SERVERS.key() + " is not set, but must"));
    }

    /** What every Kafka client is made with. */
    public static Properties clientProperties(ReadableConfig options) {
        Properties properties = new Properties();
        properties.putAll(options.get(PROPERTIES));
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(options));
        return properties;
    }
}
