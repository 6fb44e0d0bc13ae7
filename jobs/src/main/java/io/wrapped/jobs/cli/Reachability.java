package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.cli.status.Addresses;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out soon, and says plainly, when a system cannot be used. */
final class Reachability {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String HINT = "; is it running? `wrapped up` starts one on this machine";

    private Reachability() {}

    /** Checks that brokers answer. */
    static void checkKafka(Configuration options) throws CommandException {
        connect("Kafka", KafkaOptions.bootstrapServers(options));
    }

    /** Checks that brokers answer and have the topics. */
    static void checkTopics(Configuration options) throws CommandException {
        checkKafka(options);
        Topics topics = Topics.from(options);
        Properties properties = KafkaOptions.clientProperties(options);
        String answer = Long.toString(ANSWER.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
        List<String> needed =
                List.of(
                        topics.play(),
                        topics.catalogue(),
                        topics.profile(),
                        topics.exclusion(),
                        topics.control(),
                        topics.replay(),
                        topics.importOutcomes(),
                        topics.reportRequests(),
                        topics.reportFailures(),
                        topics.deadLetters());
        try (Admin admin = Admin.create(properties)) {
            admin.describeTopics(needed)
                    .allTopicNames()
                    .get(2 * ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new CommandException(
                        "Kafka lacks a topic of "
                                + String.join(", ", needed)
                                + "; `wrapped create` makes them",
                        e);
            }
            throw new CommandException("Kafka does not answer: " + Reasons.of(e), e);
        } catch (TimeoutException e) {
            throw new CommandException("Kafka does not answer" + HINT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    /** Checks that something listens where HBase should be found. */
    static void checkHBase(Configuration options) throws CommandException {
        String servers = options.get(HBaseOptions.BOOTSTRAP_SERVERS);
        if (servers != null) {
            connect("HBase", servers);
        } else {
            connect("ZooKeeper of HBase", options.get(HBaseOptions.ZOOKEEPER_QUORUM));
        }
    }

    /** One server that listens is enough. */
    private static void connect(String what, String servers) throws CommandException {
        String reason;
        try {
            reason = Addresses.unreachable(servers);
        } catch (IllegalArgumentException e) {
            throw new CommandException(what + ": " + e.getMessage(), e);
        }
        if (reason != null) {
            throw new CommandException(
                    what + " cannot be reached at " + servers + " (" + reason + ")" + HINT);
        }
    }
}
