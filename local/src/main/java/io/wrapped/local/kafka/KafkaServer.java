package io.wrapped.local.kafka;

import io.wrapped.local.EmbeddedServer;
import io.wrapped.local.Ports;
import io.wrapped.local.ServerOptions;
import io.wrapped.local.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller at once, on the loopback address. A new folder is
 * formatted; an existing one is continued, also after a kill.
 *
 * <p>Usage: {@code --dir DIR [--port P]}; ready line: {@code READY bootstrap=127.0.0.1:P}. Settings
 * of the broker in {@code DIR/kafka.properties}, where that file is, win over its own: so clients
 * can be made to log in. Clients use the listener {@code BROKER}.
 */
public final class KafkaServer implements EmbeddedServer {
    private static final String PORT = "--port";
    private static final String NODE = "1";

    /** There is no other node to copy to or to wait for. */
    private static final Map<String, String> ALONE =
            Map.ofEntries(
                    Map.entry("auto.create.topics.enable", "false"),
                    // Watermarks and the order of triggers rest on the broker's clock.
                    Map.entry("log.message.timestamp.type", "LogAppendTime"),
                    Map.entry("default.replication.factor", "1"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    // A restart after a kill waits until the killed broker counts as gone.
                    Map.entry("broker.session.timeout.ms", "5000"),
                    Map.entry("broker.heartbeat.interval.ms", "1000"));

    /** One machine, few partitions, short lives. */
    private static final Map<String, String> SMALL =
            Map.of(
                    "num.network.threads", "2",
                    "num.io.threads", "4",
                    "background.threads", "2",
                    "num.recovery.threads.per.data.dir", "2",
                    "log.segment.bytes", String.valueOf(64 << 20),
                    "log.index.size.max.bytes", String.valueOf(1 << 20),
                    "log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20),
                    "log.cleaner.io.buffer.size", String.valueOf(128 << 10),
                    "metadata.max.idle.interval.ms", "0");

    private final ServerOptions options;
    private @Nullable KafkaRaftServer server;

    private KafkaServer(ServerOptions options) {
        this.options = options;
    }

    /** Runs the server until standard input ends. */
    public static void main(String[] arguments) {
        ServerProcess.run("kafka", arguments, List.of(PORT), KafkaServer::new);
    }

    @Override
    public Map<String, String> start() throws Exception {
        int port = Ports.choose(options.port(PORT));
        Path data = options.dir().resolve("kafka");
        Properties properties = properties(data, port, Ports.choose(0));
        addOwnSettings(properties);
        format(data, properties);
        KafkaRaftServer started =
                new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server = started;
        started.startup();
        return Map.of("bootstrap", Ports.address(port));
    }

    @Override
    public void awaitEnd() {
        if (server != null) {
            server.awaitShutdown();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static Properties properties(Path data, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(node(data, port, controllerPort));
        properties.putAll(ALONE);
        properties.putAll(SMALL);
        return properties;
    }

    private static Map<String, String> node(Path data, int port, int controllerPort) {
        String broker = "BROKER://" + Ports.address(port);
        String controller = Ports.address(controllerPort);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE,
                "controller.quorum.voters",
                NODE + "@" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                broker,
                "inter.broker.listener.name",
                "BROKER",
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                data.toString());
    }

    private void addOwnSettings(Properties properties) throws IOException {
        Path file = options.dir().resolve("kafka.properties");
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
    }

    /** Gives a new folder its cluster id; leaves one that has it alone. */
    private void format(Path data, Properties properties) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Path file = options.dir().resolve("kafka-format.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        String[] command = {
            "format",
            "--ignore-formatted",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            file.toString()
        };
        PrintStream console = System.out;
        int code = StorageTool.execute(command, console);
        if (code != 0) {
            throw new IOException("cannot format " + data + " for Kafka, code " + code);
        }
    }
}
