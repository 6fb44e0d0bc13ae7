package io.wrapped.sinks.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the topics, or makes sure that those that exist are what the jobs rest on. */
public final class TopicAdmin {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration VISIBLE_POLL = Duration.ofMillis(50);

    private TopicAdmin() {}

    /**
     * Creates what is missing and leaves what is there alone.
     *
     * @param options see {@link TopicOptions}
     * @param properties further client properties, for instance of a login
     * @throws IllegalStateException saying in what existing topics differ from what is needed
     */
    public static void create(
            String bootstrapServers, ReadableConfig options, Map<String, String> properties)
            throws IOException {
        Properties all = new Properties();
        all.putAll(properties);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(all)) {
            create(admin, options);
        }
    }

    /** As above, through a client that the caller keeps. */
    public static void create(Admin admin, ReadableConfig options) throws IOException {
        List<TopicSpec> specs = TopicSpec.all(options);
        try {
            createMissing(admin, specs, options);
            List<String> differences = differencesOnceVisible(admin, specs);
            if (!differences.isEmpty()) {
                throw new IllegalStateException(
                        "existing topics differ from what is needed: "
                                + String.join("; ", differences));
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot create the topics: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while creating the topics");
        }
    }

    private static void createMissing(Admin admin, List<TopicSpec> specs, ReadableConfig options)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicSpec spec : specs) {
            if (!existing.contains(spec.name())) {
                missing.add(
                        new NewTopic(
                                        spec.name(),
                                        spec.singlePartition()
                                                ? 1
                                                : options.get(TopicOptions.PARTITIONS),
                                        options.get(TopicOptions.REPLICATION_FACTOR).shortValue())
                                .configs(spec.settings()));
            }
        }
        for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Somebody else was quicker; what they created is looked at below.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Brokers learn of a new topic one after the other, and none is asked for by name. */
    private static List<String> differencesOnceVisible(Admin admin, List<TopicSpec> specs)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return differences(admin, specs);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(VISIBLE_POLL.toMillis());
            }
        }
    }

    private static List<String> differences(Admin admin, List<TopicSpec> specs)
            throws ExecutionException, InterruptedException {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList())
                        .all()
                        .get();
        List<String> differences = new ArrayList<>();
        for (TopicSpec spec : specs) {
            differences.addAll(
                    TopicState.of(
                                    spec,
                                    present(topics.get(spec.name())),
                                    present(configs.get(resource(spec.name()))))
                            .faults());
        }
        return differences;
    }

    /** The names of all topics, in the order in which they are created. */
    public static List<String> names(ReadableConfig options) {
        return TopicSpec.all(options).stream().map(TopicSpec::name).toList();
    }

    /**
     * How one of {@link #names} stands; null where it is not there.
     *
     * @throws ExecutionException when the brokers do not tell
     */
    public static @Nullable TopicState state(Admin admin, ReadableConfig options, String name)
            throws ExecutionException, InterruptedException {
        for (TopicSpec spec : TopicSpec.all(options)) {
            if (spec.name().equals(name)) {
                return state(admin, spec);
            }
        }
        throw new IllegalArgumentException(name + " is no topic of the options");
    }

    private static @Nullable TopicState state(Admin admin, TopicSpec spec)
            throws ExecutionException, InterruptedException {
        try {
            List<String> name = List.of(spec.name());
            Map<String, TopicDescription> topics = admin.describeTopics(name).allTopicNames().get();
            ConfigResource resource = resource(spec.name());
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get();
            return TopicState.of(
                    spec, present(topics.get(spec.name())), present(configs.get(resource)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T present(@Nullable T described) {
        if (described == null) {
            throw new IllegalStateException("Kafka described another topic than was asked for");
        }
        return described;
    }
}
