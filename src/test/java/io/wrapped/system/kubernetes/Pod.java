package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigurationUtils;

/** What runs for a JobManager's Deployment: a process with the configuration that is mounted. */
final class Pod {
    private static final String LOGGING = "log4j-console.properties";
    private static final String MAIN_CLASS = ApplicationCluster.class.getName();

    private final JavaProcess process;
    private final int restPort;

    private Pod(JavaProcess process, int restPort) {
        this.process = process;
        this.restPort = restPort;
    }

    /**
     * Starts the process and returns at once.
     *
     * @param home the project's folder
     * @param folder of this pod alone
     * @param configMap what is mounted as Flink's folder of configuration
     */
    static Pod start(Path home, Path folder, JsonNode configMap) throws IOException {
        WrittenConfiguration written = new WrittenConfiguration(configMap);
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Path localDisk = Files.createDirectories(folder.resolve("local-disk"));
        Files.write(
                conf.resolve("config.yaml"),
                ConfigurationUtils.convertConfigToWritableLines(
                        written.onLoopback(localDisk), true));
        Files.writeString(conf.resolve(LOGGING), configMap.path("data").path(LOGGING).asText());
        List<String> flags = new ArrayList<>(written.flags());
        flags.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        flags.add("-Dlog4j.configurationFile=" + conf.resolve(LOGGING));
        JavaProcess process =
                JavaProcess.start(
                        flags,
                        FlinkProcesses.classPath(home) + File.pathSeparator + ownClass(folder),
                        MAIN_CLASS,
                        List.of(
                                conf.toString(),
                                home.resolve("jobs/target/wrapped.jar").toString()),
                        Map.of("FLINK_CONF_DIR", conf.toString()),
                        folder.resolve("output"));
        return new Pod(process, written.restPort());
    }

    /** A folder with the main class, and with nothing else of the tests. */
    private static Path ownClass(Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        Path copy = classes.resolve(MAIN_CLASS.replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream bytes =
                ApplicationCluster.class.getResourceAsStream(copy.getFileName().toString())) {
            Files.write(copy, bytes.readAllBytes());
        }
        return classes;
    }

    /** Whether its process has not ended. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the JobManager's REST interface takes connections. */
    boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), restPort), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void kill() throws InterruptedException {
        process.kill();
    }
}
