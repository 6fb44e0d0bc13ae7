package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Flink's settings as the operator writes them for a job's pods. */
final class WrittenConfiguration {
    private static final String FILE = "flink-conf.yaml";

    /**
     * What only pods have, or Flink's Kubernetes code, and sizes of machines that are not there.
     */
    private static final List<String> OF_PODS =
            List.of(
                    "kubernetes.",
                    "high-availability",
                    "job-result-store.",
                    "jobmanager.memory.",
                    "taskmanager.memory.",
                    "metrics.reporter.",
                    "env.java.opts.");

    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(96);
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(128);

    private final Map<String, String> settings = new TreeMap<>();

    /** Reads the ConfigMap of a job's pods: a line for each setting, as Flink 1 has it. */
    WrittenConfiguration(JsonNode configMap) {
        JsonNode file = configMap.path("data").path(FILE);
        if (!file.isTextual()) {
            throw new AssertionError("no " + FILE + " in " + configMap);
        }
        file.asText()
                .lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            settings.put(line.substring(0, colon), line.substring(colon + 2));
                        });
    }

    /** All of it. */
    Map<String, String> settings() {
        return settings;
    }

    /** The flags of its JVMs, those of all processes. */
    List<String> flags() {
        return List.of(settings.getOrDefault("env.java.opts.all", "").strip().split("\\s+"));
    }

    /** The port of the JobManager's REST interface. */
    int restPort() {
        return Integer.parseInt(settings.getOrDefault("rest.port", "8081"));
    }

    /**
     * The same for a process of its own on the loopback address.
     *
     * @param localDisk what the pod's local disk is
     */
    Configuration onLoopback(Path localDisk) throws IOException {
        Configuration here = new Configuration();
        settings.forEach(
                (key, value) -> {
                    if (OF_PODS.stream().noneMatch(key::startsWith)) {
                        here.setString(key, value);
                    }
                });
        here.set(CoreOptions.TMP_DIRS, localDisk.toString());
        here.set(RestOptions.ADDRESS, Ports.LOOPBACK);
        here.set(RestOptions.BIND_ADDRESS, Ports.LOOPBACK);
        here.set(RestOptions.BIND_PORT, String.valueOf(restPort()));
        here.set(JobManagerOptions.ADDRESS, Ports.LOOPBACK);
        here.set(JobManagerOptions.BIND_HOST, Ports.LOOPBACK);
        here.set(JobManagerOptions.PORT, Ports.choose(0));
        here.set(BlobServerOptions.PORT, "0");
        // The machine may be busy.
        here.set(RpcOptions.STARTUP_TIMEOUT, Duration.ofMinutes(2));
        here.set(TaskManagerOptions.HOST, Ports.LOOPBACK);
        here.set(TaskManagerOptions.BIND_HOST, Ports.LOOPBACK);
        here.set(TaskManagerOptions.RPC_PORT, "0");
        here.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        here.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        here.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        return here;
    }
}
