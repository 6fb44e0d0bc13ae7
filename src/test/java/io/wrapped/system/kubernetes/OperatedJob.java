package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.local.Ports;
import io.wrapped.system.kubernetes.KubernetesApi.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** One of a release's jobs: what the operator says of it, and what its JobManager does. */
public final class OperatedJob {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OperatorCluster cluster;
    private final String name;
    private final int restPort;
    private final HttpClient http = HttpClient.newHttpClient();

    /** The job of that name, whose JobManager is or will be at the port. */
    public OperatedJob(OperatorCluster cluster, String name, int restPort) {
        this.cluster = cluster;
        this.name = name;
        this.restPort = restPort;
    }

    /** Its name, which is that of its FlinkDeployment and of its JobManager's Deployment. */
    public String name() {
        return name;
    }

    /** Where its JobManager's REST interface is. */
    public String address() {
        return Ports.address(restPort);
    }

    /** Waits until the operator has done what was asked last, and the job runs again. */
    public void awaitStable() {
        await(
                "STABLE",
                job ->
                        job.at("/metadata/generation").asLong() == reconciledGeneration(job)
                                && job.at("/status/lifecycleState").asText().equals("STABLE"));
    }

    /** Waits until its FlinkDeployment is as wanted. */
    public void await(String what, Predicate<ObjectNode> wanted) {
        Awaitility.await(name + " " + what)
                .until(
                        () -> {
                            cluster.check();
                            return cluster.api().get(Kind.FLINK_DEPLOYMENT, name);
                        },
                        wanted);
    }

    private static long reconciledGeneration(ObjectNode job) {
        String spec = job.at("/status/reconciliationStatus/lastReconciledSpec").asText("{}");
        return json(spec).at("/resource_metadata/metadata/generation").asLong(-1);
    }

    /** Its JobManager's Deployment. */
    public ObjectNode deployment() {
        return cluster.api().get(Kind.DEPLOYMENT, name);
    }

    /** Flink's id of it. */
    public String id() {
        return status().path("jobId").asText();
    }

    /** The last savepoint that the operator knows, as its status has it. */
    public JsonNode lastSavepoint() {
        return status().at("/savepointInfo/lastSavepoint");
    }

    private JsonNode status() {
        return cluster.api().get(Kind.FLINK_DEPLOYMENT, name).at("/status/jobStatus");
    }

    /** Whether it runs, by its JobManager's own word, which the chart's test looks for too. */
    public boolean isRunning() {
        return text("/jobs/overview").contains("\"state\":\"RUNNING\"");
    }

    /** What it was restored from, empty where it began anew. */
    public String restoredFrom() {
        return ask("/checkpoints").at("/latest/restored/external_path").asText();
    }

    /** How many tasks its widest operator has. */
    public int parallelism() {
        int widest = 0;
        for (JsonNode vertex : ask("").path("vertices")) {
            widest = Math.max(widest, vertex.path("parallelism").asInt());
        }
        return widest;
    }

    private JsonNode ask(String path) {
        return json(text("/jobs/" + id() + path));
    }

    private String text(String path) {
        URI uri = URI.create("http://" + Ports.address(restPort) + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
