package io.wrapped.system.kubernetes;

import io.wrapped.local.Ports;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.processes.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A Kubernetes cluster of which there are an API server, the real operator, and a stand-in for what
 * starts pods. All of it is on the loopback address, on free ports, and dies with this JVM at the
 * latest; what it writes stays in its folder until the next run.
 */
public final class OperatorCluster implements AutoCloseable {
    private static final String MAIN_CLASS = "io.wrapped.helm.OperatorWithServer";

    /** As Helm's values of the operator set them; it looks more often than it would by itself. */
    private static final List<String> SETTINGS =
            List.of(
                    "kubernetes.operator.reconcile.interval: 1 s",
                    "kubernetes.operator.observer.progress-check.interval: 500 ms",
                    "kubernetes.operator.observer.rest-ready.delay: 500 ms",
                    "kubernetes.operator.retry.initial.interval: 1 s",
                    "kubernetes.operator.rate-limiter.limit: 1000",
                    // The machine may be busy.
                    "kubernetes.operator.flink.client.timeout: 60 s",
                    "kubernetes.operator.health.probe.enabled: false",
                    "kubernetes.operator.dynamic.config.enabled: false");

    private final KubernetesApi api;
    private final JavaProcess operator;
    private final StandInKubelet kubelet;

    private OperatorCluster(Path home, Path folder, List<String> services) throws IOException {
        Servers.deleteRecursively(folder);
        int port = Ports.choose(0);
        api = new KubernetesApi("http://" + Ports.address(port));
        operator = startOperator(home, folder, services, port);
        Awaitility.await("API server, see " + folder)
                .until(
                        () -> {
                            checkAlive(operator);
                            return api.answers();
                        });
        kubelet = new StandInKubelet(home, folder.resolve("pods"), api);
    }

    /**
     * Starts it.
     *
     * @param home the project's folder, which is packaged
     * @param folder where everything of it goes, emptied before
     * @param services of JobManagers, which the operator will look for
     */
    public static OperatorCluster start(Path home, Path folder, List<String> services)
            throws IOException {
        return new OperatorCluster(home, folder, services);
    }

    private static JavaProcess startOperator(
            Path home, Path folder, List<String> services, int port) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("operator"));
        Files.write(conf.resolve("flink-conf.yaml"), SETTINGS);
        Path hosts = Files.write(conf.resolve("hosts"), hosts(services));
        Path logging = home.resolve("flink-conf/log4j-console.properties");
        Path helm = home.resolve("helm/target");
        return JavaProcess.start(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Dlog4j2.configurationFile=" + logging,
                        "-Dkubernetes.master=http://" + Ports.address(port),
                        // Nobody's cluster.
                        "-Dkubernetes.auth.tryKubeConfig=false",
                        "-Dkubernetes.auth.tryServiceAccount=false",
                        "-Dno.proxy=" + Ports.LOOPBACK,
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED"),
                helm.resolve("test-classes") + File.pathSeparator + helm.resolve("operator") + "/*",
                MAIN_CLASS,
                List.of(String.valueOf(port)),
                Map.of("FLINK_CONF_DIR", conf.toString()),
                conf.resolve("output"));
    }

    /** What a cluster's name service knows. */
    private static List<String> hosts(List<String> services) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Ports.LOOPBACK + " localhost");
        lines.add(Ports.LOOPBACK + " " + InetAddress.getLocalHost().getHostName());
        for (String service : services) {
            lines.add(Ports.LOOPBACK + " " + service + "." + KubernetesApi.NAMESPACE);
        }
        return lines;
    }

    /** Its API server. */
    public KubernetesApi api() {
        return api;
    }

    /** Fails where one of its processes has ended by itself. */
    public void check() {
        checkAlive(operator);
        kubelet.check();
    }

    private static void checkAlive(JavaProcess operator) {
        if (!operator.isAlive()) {
            throw new AssertionError("the operator's process ended");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kubelet.close();
        operator.kill();
    }
}
