package io.wrapped.system.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A job on a {@link FlinkProcesses}, whose JobManager may be away for a while. */
public final class ProcessJob implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final long CALL_SECONDS = 120;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LAST_CHECKPOINT =
            Pattern.compile("\"latest\":\\{\"completed\":\\{[^}]*?\"trigger_timestamp\":([0-9]+)");
    private static final Pattern RUNS_SINCE = Pattern.compile("\"RUNNING\":([1-9][0-9]*)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final RestClusterClient<StandaloneClusterId> client;
    private final JobID id;

    ProcessJob(RestClusterClient<StandaloneClusterId> client, JobID id) {
        this.client = client;
        this.id = id;
    }

    /** Its id, as the command takes it. */
    public String id() {
        return id.toHexString();
    }

    /** How it stands, null while nobody answers. */
    public @Nullable JobStatus status() {
        try {
            return client.getJobStatus(id).get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            return null;
        }
    }

    /** Waits until it runs. */
    public void awaitRunning() {
        Awaitility.await("job " + id)
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(this::status, status -> status == JobStatus.RUNNING);
    }

    /** Whether a checkpoint is under way, false while nobody answers. */
    public boolean isCheckpointing() {
        return get("/checkpoints").contains("\"status\":\"IN_PROGRESS\"");
    }

    /**
     * When it began to run, for the first time or after a restart, epoch milliseconds; 0 while
     * nobody answers.
     */
    public long runsSince() {
        Matcher since = RUNS_SINCE.matcher(get(""));
        return since.find() ? Long.parseLong(since.group(1)) : 0;
    }

    /** When the last checkpoint that is complete was begun, epoch milliseconds; 0 where none is. */
    public long lastCheckpointBegunAt() {
        Matcher begun = LAST_CHECKPOINT.matcher(get("/checkpoints"));
        return begun.find() ? Long.parseLong(begun.group(1)) : 0;
    }

    /**
     * How long completed checkpoints took, milliseconds, by their number; of the last ones only.
     */
    public SortedMap<Long, Long> completedCheckpoints() {
        SortedMap<Long, Long> durations = new TreeMap<>();
        for (JsonNode checkpoint : json("/checkpoints").path("history")) {
            if (checkpoint.path("status").asText().equals("COMPLETED")) {
                durations.put(
                        checkpoint.path("id").asLong(),
                        checkpoint.path("end_to_end_duration").asLong());
            }
        }
        return durations;
    }

    /** How many checkpoints failed since it began to run. */
    public long failedCheckpoints() {
        return json("/checkpoints").at("/counts/failed").asLong();
    }

    /** Of its steps, how many subtasks the one with most has. */
    public int parallelism() {
        int most = 0;
        for (JsonNode step : json("").path("vertices")) {
            most = Math.max(most, step.path("parallelism").asInt());
        }
        return most;
    }

    /** What Flink's interface says of why it failed, last and before. */
    public String failures() {
        return get("/exceptions");
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(get(path));
        } catch (IOException e) {
            throw new AssertionError("no JSON", e);
        }
    }

    /** What the JobManager says of the job, nothing while it does not answer. */
    private String get(String path) {
        URI uri = URI.create(client.getWebInterfaceURL() + "/jobs/" + id + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (IOException e) {
            return "";
        }
    }

    /** Leaves a savepoint and goes on; fails where the job is restarting. */
    public String savepoint() throws Exception {
        return client.triggerSavepoint(id, null, SavepointFormatType.CANONICAL)
                .get(CALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops it and gives the savepoint that it leaves; fails where the job is restarting. */
    public String stopWithSavepoint() throws Exception {
        return client.stopWithSavepoint(id, false, null, SavepointFormatType.CANONICAL)
                .get(CALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Cancels it, if it has not ended. */
    @Override
    public void close() throws Exception {
        try (RestClusterClient<StandaloneClusterId> closing = client) {
            JobStatus status = status();
            if (status == null || !status.isGloballyTerminalState()) {
                closing.cancel(id).get(CALL_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
