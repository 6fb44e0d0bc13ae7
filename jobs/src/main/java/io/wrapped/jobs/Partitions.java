package io.wrapped.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;

/** How many partitions a topic has, which is how many readers it can keep busy. */
final class Partitions {
    private Partitions() {}

    /**
     * Asks through a client of its own.
     *
     * @throws IOException when Kafka does not say
     */
    static int of(Configuration options, String topic) throws IOException {
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options))) {
            return of(admin, topic);
        }
    }

    /**
     * Asks through a client that the caller keeps.
     *
     * @throws IOException when Kafka does not say
     */
    static int of(Admin admin, String topic) throws IOException {
        try {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka does not describe topic "
                            + topic
                            + " (`wrapped create` makes the topics): "
                            + e.getCause(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking Kafka for topic " + topic, e);
        }
    }
}
