package io.wrapped.jobs.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.listener.ListenerMetrics;
import io.wrapped.operators.story.StoryMetrics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** How both jobs stand, as a JSON object; docs/status.md names its fields. */
public final class SystemStatus {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUNNING = "RUNNING";
    private static final String STORY = "." + StoryMetrics.GROUP + ".";
    private static final String CAUSE = StoryMetrics.CAUSE + ".";
    private static final String OLDEST = "." + ListenerMetrics.OLDEST_WAITING_MILLIS;

    private final FlinkRest flink;
    private final Configuration options;
    private final ObjectNode document = JSON.createObjectNode();

    private SystemStatus(FlinkRest flink, Configuration options) {
        this.flink = flink;
        this.options = options;
    }

    /**
     * Asks Flink and Kafka.
     *
     * @param flinkAddress of its REST interface, as {@code http://host:port}
     * @throws StatusException when one of both does not answer
     */
    public static SystemStatus ask(String flinkAddress, Configuration options)
            throws StatusException {
        SystemStatus status = new SystemStatus(new FlinkRest(flinkAddress), options);
        status.read(flinkAddress);
        return status;
    }

    /** The document. */
    public String json() {
        return document.toString();
    }

    /** Whether both jobs run. */
    public boolean isRunning() {
        for (JsonNode job : document.path("jobs")) {
            if (!job.path("state").asText().equals(RUNNING)) {
                return false;
            }
        }
        return true;
    }

    private void read(String flinkAddress) throws StatusException {
        document.put("flink", flinkAddress);
        ArrayNode jobs = document.putArray("jobs");
        JsonNode known = flink.get("/jobs/overview").path("jobs");
        JsonNode wrapped = flink.job(known, WrappedJob.NAME);
        JsonNode reports = flink.job(known, ReportJob.NAME);
        // What both jobs measure is collected while Kafka is asked.
        oldestWaiting(wrapped);
        stories(reports);
        Map<String, Long> unread = Unread.of(options, WrappedJob.groups(options));
        ObjectNode ofWrapped = job(jobs, WrappedJob.NAME, wrapped, unread);
        ofWrapped.put("oldest_unwritten_review_ms", oldestWaiting(wrapped));
        unread = Unread.of(options, ReportJob.groups(options));
        ObjectNode ofReports = job(jobs, ReportJob.NAME, reports, unread);
        putStories(ofReports, stories(reports));
    }

    private ObjectNode job(
            ArrayNode jobs, String name, @Nullable JsonNode job, Map<String, Long> unread)
            throws StatusException {
        ObjectNode told = jobs.addObject();
        told.put("name", name);
        told.put("state", job == null ? "NOT_STARTED" : job.path("state").asText());
        if (job != null) {
            told.put("id", job.path("jid").asText());
            boolean runs = job.path("state").asText().equals(RUNNING);
            long now = job.path("now").asLong();
            told.put(
                    "running_ms",
                    runs ? (Long) (now - job.at("/timestamps/RUNNING").asLong()) : null);
            putCheckpoints(told, job.path("jid").asText(), now);
        }
        ObjectNode inputs = told.putObject("unread");
        unread.forEach(inputs::put);
        return told;
    }

    private void putCheckpoints(ObjectNode told, String id, long now) throws StatusException {
        JsonNode checkpoints = flink.get("/jobs/" + id + "/checkpoints");
        ObjectNode counts = told.putObject("checkpoints");
        counts.put("completed", checkpoints.at("/counts/completed").asLong());
        counts.put("failed", checkpoints.at("/counts/failed").asLong());
        JsonNode last = checkpoints.at("/latest/completed");
        if (last.isObject()) {
            ObjectNode checkpoint = told.putObject("last_checkpoint");
            checkpoint.put("id", last.path("id").asLong());
            checkpoint.put("age_ms", now - last.path("latest_ack_timestamp").asLong());
            checkpoint.put("duration_ms", last.path("end_to_end_duration").asLong());
            checkpoint.put("bytes", last.path("state_size").asLong());
        } else {
            told.putNull("last_checkpoint");
        }
    }

    private @Nullable Long oldestWaiting(@Nullable JsonNode job) throws StatusException {
        return job == null
                ? null
                : flink
                        .metrics(job, "max", name -> name.endsWith(OLDEST), Math::max)
                        .values()
                        .stream()
                        .findFirst()
                        .map(Double::longValue)
                        .orElse(null);
    }

    /** What the report job counts, by name, over all subtasks; empty where it is not known. */
    private Map<String, Double> stories(@Nullable JsonNode job) throws StatusException {
        Map<String, Double> stories = new TreeMap<>();
        if (job != null) {
            flink.metrics(job, "sum", name -> name.contains(STORY), Double::sum)
                    .forEach(
                            (name, value) ->
                                    stories.merge(
                                            name.substring(name.indexOf(STORY) + STORY.length()),
                                            value,
                                            Double::sum));
        }
        return stories;
    }

    private static void putStories(ObjectNode told, Map<String, Double> counted) {
        if (!counted.containsKey(StoryMetrics.WAITING)) {
            told.putNull("stories");
            return;
        }
        ObjectNode stories = told.putObject("stories");
        stories.put("written", count(counted, StoryMetrics.WRITTEN));
        stories.put("skipped", count(counted, StoryMetrics.SKIPPED));
        stories.put("erased", count(counted, StoryMetrics.ERASED));
        ObjectNode failed = stories.putObject("failed");
        counted.forEach(
                (name, value) -> {
                    if (name.startsWith(CAUSE) && value > 0) {
                        failed.put(
                                name.substring(CAUSE.length(), name.lastIndexOf('.')),
                                value.longValue());
                    }
                });
        long waiting = count(counted, StoryMetrics.WAITING);
        double rate = counted.getOrDefault(StoryMetrics.ENDED_PER_SECOND, 0.0);
        long seconds = StoryMetrics.secondsToEnd(waiting, rate);
        stories.put("waiting", waiting);
        stories.put("per_second", rate);
        stories.put("seconds_to_end", seconds < 0 ? null : (Long) seconds);
        stories.put(
                "projected_end",
                seconds < 0 || waiting == 0
                        ? null
                        : Instant.now()
                                .plusSeconds(seconds)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static long count(Map<String, Double> counted, String name) {
        return counted.getOrDefault(name, 0.0).longValue();
    }
}
