package io.wrapped.jobs.cli;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.sinks.hbase.HBaseOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches a running system; by default the one that {@code wrapped up} keeps. */
final class ConnectionOptions {
    static final int KAFKA_PORT = 19_092;
    static final int ZOOKEEPER_PORT = 12_181;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's brokers. Default: "
                            + KAFKA_PORT
                            + " on this machine, as `wrapped up`.")
    @Nullable String kafka;

    @Option(
            names = "--hbase",
            paramLabel = "HOST:PORT",
            description =
                    "ZooKeeper of HBase. Default: "
                            + ZOOKEEPER_PORT
                            + " on this machine, as `wrapped up`.")
    @Nullable String hbase;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the jobs, such as -Dtopics.play=plays.")
    Map<String, String> properties = new LinkedHashMap<>();

    Configuration options() {
        Configuration options = Configuration.fromMap(properties);
        if (kafka != null || !options.contains(KafkaOptions.BOOTSTRAP_SERVERS)) {
            options.set(
                    KafkaOptions.BOOTSTRAP_SERVERS,
                    kafka == null ? "127.0.0.1:" + KAFKA_PORT : kafka);
        }
        boolean reachable =
                options.contains(HBaseOptions.ZOOKEEPER_QUORUM)
                        || options.contains(HBaseOptions.BOOTSTRAP_SERVERS);
        if (hbase != null || !reachable) {
            options.set(
                    HBaseOptions.ZOOKEEPER_QUORUM,
                    hbase == null ? "127.0.0.1:" + ZOOKEEPER_PORT : hbase);
        }
        return options;
    }
}
