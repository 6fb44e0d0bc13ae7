package io.wrapped.jobs.cli.doctor;

import io.wrapped.jobs.BuiltWith;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.status.Addresses;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.TopicState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.jspecify.annotations.Nullable;

/** Kafka: brokers, topics, what is unread of them. */
final class KafkaArea implements Area {
    static final String NAME = "Kafka";

    private static final String HINT =
            "look whether the brokers are well, and give them more time with --timeout=60s";

    private final Configuration options;
    private final Duration limit;
    private final Clocks clocks;
    private final String servers;
    private volatile @Nullable Admin admin;
    private volatile int brokers;

    KafkaArea(Configuration options, Duration limit, Clocks clocks) {
        this.options = options;
        this.limit = limit;
        this.clocks = clocks;
        this.servers = KafkaOptions.bootstrapServers(options);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Check entrance() {
        return new Check("brokers", HINT, this::brokers);
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(
                new Check(
                        "version",
                        "ask who runs it; the jobs were tested with " + BuiltWith.current().kafka(),
                        this::version));
        checks.add(
                new Check(
                        "clock",
                        "allow the user to describe the cluster, or compare by hand",
                        () -> clocks.compare(NAME, this::time)));
        for (String topic : TopicAdmin.names(options)) {
            checks.add(
                    new Check(
                            "topic " + topic,
                            "allow the user to describe the topic and its configuration",
                            () ->
                                    new TopicVerdict(options, servers, brokers)
                                            .of(topic, TopicAdmin.state(admin(), options, topic))));
        }
        WrappedJob.groups(options)
                .forEach((topic, group) -> checks.add(unread(topic, group, UnreadVerdict::atOnce)));
        ReportJob.groups(options)
                .forEach((topic, group) -> checks.add(unread(topic, group, UnreadVerdict::inTime)));
        return checks;
    }

    /** What an unread topic is to be judged by. */
    @FunctionalInterface
    private interface Judge {
        /**
         * @param kept how long the topic keeps its records; null: for good
         */
        Verdict of(Unread unread, @Nullable Duration kept);
    }

    private Check unread(String topic, String group, Judge judge) {
        return new Check(
                "unread " + topic,
                "allow the user to read the topic and its configuration, and to describe group "
                        + group,
                () -> {
                    TopicState state = TopicAdmin.state(admin(), options, topic);
                    return judge.of(
                            Unread.of(options, topic, group, patience()),
                            state == null ? null : state.kept());
                });
    }

    /** Clients give up before this check is given up. */
    private Duration patience() {
        return limit.multipliedBy(3).dividedBy(4);
    }

    private Verdict brokers() throws InterruptedException {
        String unreachable = Addresses.unreachable(servers, limit.dividedBy(4));
        if (unreachable != null) {
            return Verdict.failed(
                    "nobody listens at " + servers + " (" + unreachable + ")",
                    "start Kafka, or say where it is by --kafka=HOST:PORT; `wrapped up` starts one"
                            + " on this machine");
        }
        Properties properties = KafkaOptions.clientProperties(options);
        String patience = Long.toString(patience().toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        try {
            Admin opened = Admin.create(properties);
            admin = opened;
            brokers = opened.describeCluster().nodes().get().size();
        } catch (ExecutionException | RuntimeException e) {
            return KafkaFailure.verdict(servers, e);
        }
        return Verdict.ok(brokers + (brokers == 1 ? " broker" : " brokers") + " at " + servers);
    }

    private Admin admin() {
        return Objects.requireNonNull(admin, "the entrance opens it");
    }

    private Verdict version() throws Exception {
        FeatureMetadata features = admin().describeFeatures().featureMetadata().get();
        SupportedVersionRange known = features.supportedFeatures().get(KafkaVersions.FEATURE);
        return KafkaVersions.verdict(known == null ? -1 : known.maxVersion());
    }

    /** That of the active controller, which says when it looked at itself: now. */
    private @Nullable Long time() throws Exception {
        QuorumInfo quorum = admin().describeMetadataQuorum().quorumInfo().get();
        for (ReplicaState replica : quorum.voters()) {
            OptionalLong seen = replica.lastCaughtUpTimestamp();
            if (replica.replicaId() == quorum.leaderId() && seen.isPresent()) {
                return seen.getAsLong();
            }
        }
        return null;
    }

    @Override
    public void close() {
        Admin opened = admin;
        if (opened != null) {
            opened.close(Duration.ZERO);
        }
    }
}
