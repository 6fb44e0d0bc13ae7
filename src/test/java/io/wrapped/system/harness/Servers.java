package io.wrapped.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Kafka and HBase, started once for all tests of a JVM. Their data and logs stay below {@code
 * target/system} until the next run.
 */
public final class Servers {
    /** Where everything of a run lies. */
    public static final Path FOLDER = Path.of("target/system").toAbsolutePath();

    private static final String HBASE = "io.wrapped.local.hbase.HBaseServer";
    private static final String KAFKA = "io.wrapped.local.kafka.KafkaServer";

    private final String bootstrap;
    private final List<String> hbasePorts;
    private final String quorum;
    private ServerChild hbase;
    private ServerChild kafka;

    private Servers() throws IOException {
        deleteRecursively(FOLDER.resolve("hbase"));
        deleteRecursively(FOLDER.resolve("kafka"));
        hbase = startHBase(List.of());
        kafka = startKafka(List.of());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        bootstrap = kafka.ready().get("bootstrap");
        Map<String, String> addresses = hbase.ready();
        quorum = addresses.get("quorum");
        hbasePorts = ports(addresses);
    }

    /** The servers, which the first caller starts. */
    public static Servers shared() {
        return Holder.SERVERS;
    }

    /** Kafka's address. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Address of HBase's ZooKeeper. */
    public String quorum() {
        return quorum;
    }

    /** Kills HBase, region server and all, as a power cut would. */
    public void killHBase() throws InterruptedException {
        hbase.kill();
    }

    /** Starts HBase again where it was. */
    public void restartHBase() throws IOException {
        hbase = startHBase(hbasePorts);
        hbase.ready();
    }

    /** Lets HBase, region server and all, do nothing for a while. */
    public void pauseHBase(Duration duration) throws Exception {
        hbase.pause(duration);
    }

    /** Lets HBase, region server and all, do nothing while something is done. */
    public <T> T pauseHBaseWhile(Callable<T> action) throws Exception {
        return hbase.pauseWhile(action);
    }

    /** Kills the broker, as a power cut would. */
    public void killKafka() throws InterruptedException {
        kafka.kill();
    }

    /** Starts the broker again where it was. */
    public void restartKafka() throws IOException {
        kafka = startKafka(List.of("--port", port(bootstrap)));
        kafka.ready();
    }

    private static ServerChild startKafka(List<String> ports) throws IOException {
        return start(KAFKA, "384m", FOLDER.resolve("kafka"), ports);
    }

    /** A broker by itself, in a folder of its own. */
    static ServerChild startKafka(Path folder) throws IOException {
        return start(KAFKA, "384m", folder, List.of());
    }

    /** An HBase by itself, in a folder of its own. */
    static ServerChild startHBase(Path folder, List<String> flags) throws IOException {
        List<String> allFlags = new ArrayList<>(flags);
        allFlags.add("-Xmx384m");
        return ServerChild.start(HBASE, allFlags, folder, List.of("--dir", folder.toString()));
    }

    private static ServerChild startHBase(List<String> ports) throws IOException {
        return start(HBASE, "512m", FOLDER.resolve("hbase"), ports);
    }

    private static ServerChild start(String mainClass, String heap, Path folder, List<String> ports)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--dir", folder.toString()));
        arguments.addAll(ports);
        return ServerChild.start(mainClass, heap, folder, arguments);
    }

    private static List<String> ports(Map<String, String> addresses) {
        List<String> ports = new ArrayList<>();
        String[] servers = addresses.get("bootstrap").split(",");
        ports.addAll(List.of("--zookeeper-port", port(addresses.get("quorum"))));
        ports.addAll(List.of("--master-port", port(servers[0])));
        ports.addAll(List.of("--region-port", port(servers[1])));
        return ports;
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private void close() {
        Thread other = new Thread(() -> kafka.close());
        other.start();
        hbase.close();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a folder with all that is in it, where there is one. */
    public static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static final class Holder {
        static final Servers SERVERS = start();

        private static Servers start() {
            try {
                return new Servers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
