package io.wrapped.jobs.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.story.StoryMetrics;
import io.wrapped.state.metric.JobMetric;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** How both jobs stand, as a JSON object; docs/status.md names its fields. */
public final class SystemStatus {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUNNING = "RUNNING";

    /** How the operator that decodes plays is called in names of metrics. */
    private static final String DECODE_PLAYS = "Decode_plays";

    private final Configuration options;
    private final ObjectNode document = JSON.createObjectNode();

    private SystemStatus(Configuration options) {
        this.options = options;
    }

    /**
     * Asks Flink and Kafka.
     *
     * @param flinks addresses of REST interfaces, as {@code http://host:port}: one for both jobs,
     *     or one for each
     * @throws StatusException when one of all does not answer
     */
    public static SystemStatus ask(List<String> flinks, Configuration options)
            throws StatusException {
        SystemStatus status = new SystemStatus(options);
        status.read(flinks);
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

    private void read(List<String> flinks) throws StatusException {
        document.put("flink", String.join(",", flinks));
        ArrayNode jobs = document.putArray("jobs");
        List<FlinkRest> clusters = flinks.stream().map(FlinkRest::new).toList();
        FlinkJob wrapped = FlinkJob.find(clusters, WrappedJob.NAME);
        FlinkJob reports = FlinkJob.find(clusters, ReportJob.NAME);
        // What both jobs measure is collected while Kafka is asked.
        Measured.sums(wrapped);
        Measured.sums(reports);
        Map<String, Long> unread = Unread.of(options, WrappedJob.groups(options));
        ObjectNode ofWrapped = job(jobs, WrappedJob.NAME, wrapped, unread);
        Measured greatest = Measured.greatest(wrapped);
        ofWrapped.put(
                "oldest_unwritten_review_ms",
                greatest.has(JobMetric.OLDEST_WAITING_MILLIS)
                        ? (Long) greatest.count(JobMetric.OLDEST_WAITING_MILLIS)
                        : null);
        Measured sums = Measured.sums(wrapped);
        putListening(ofWrapped, sums);
        putStore(ofWrapped, sums, greatest);
        unread = Unread.of(options, ReportJob.groups(options));
        ObjectNode ofReports = job(jobs, ReportJob.NAME, reports, unread);
        sums = Measured.sums(reports);
        putStories(ofReports, sums);
        putStore(ofReports, sums, Measured.greatest(reports));
    }

    private static ObjectNode job(
            ArrayNode jobs, String name, @Nullable FlinkJob job, Map<String, Long> unread)
            throws StatusException {
        ObjectNode told = jobs.addObject();
        told.put("name", name);
        told.put("state", job == null ? "NOT_STARTED" : job.state());
        if (job != null) {
            told.put("id", job.id());
            told.put("flink", job.flink().address());
            long now = job.details().path("now").asLong();
            long since = job.details().at("/timestamps/RUNNING").asLong();
            told.put("running_ms", job.runs() ? (Long) (now - since) : null);
            putCheckpoints(told, job, now);
        }
        ObjectNode inputs = told.putObject("unread");
        unread.forEach(inputs::put);
        return told;
    }

    private static void putCheckpoints(ObjectNode told, FlinkJob job, long now)
            throws StatusException {
        JsonNode checkpoints = job.get("/checkpoints");
        ObjectNode counts = told.putObject("checkpoints");
        counts.put("completed", checkpoints.at("/counts/completed").asLong());
        counts.put("failed", checkpoints.at("/counts/failed").asLong());
        JsonNode last = checkpoints.at("/latest/completed");
        if (last.isObject()) {
            ObjectNode checkpoint = told.putObject("last_checkpoint");
            checkpoint.put("id", last.path("id").asLong());
            // It may have completed after Flink was asked for its time.
            long age = now - last.path("latest_ack_timestamp").asLong();
            checkpoint.put("age_ms", Math.max(0, age));
            checkpoint.put("duration_ms", last.path("end_to_end_duration").asLong());
            checkpoint.put("bytes", last.path("state_size").asLong());
        } else {
            told.putNull("last_checkpoint");
        }
    }

    private static void putListening(ObjectNode told, Measured sums) {
        if (!sums.has(JobMetric.STREAMS)) {
            told.putNull("listening");
            return;
        }
        ObjectNode listening = told.putObject("listening");
        listening.put("plays", sums.count(DECODE_PLAYS, JobMetric.RECORDS));
        listening.put("streams", sums.count(JobMetric.STREAMS));
        listening.put("short", sums.count(JobMetric.SHORT_PLAYS));
        listening.put("private", sums.count(JobMetric.PRIVATE_PLAYS));
        listening.put("duplicates", sums.count(JobMetric.DUPLICATES));
        listening.put("erased", sums.count(JobMetric.ERASED_PLAYS));
        listening.put("load", sums.count(JobMetric.LOAD_PLAYS));
        ObjectNode late = listening.putObject("late");
        sums.counts(JobMetric.LATE_PLAYS).forEach(late::put);
        ObjectNode refused = listening.putObject("refused");
        sums.counts(JobMetric.REFUSED).forEach(refused::put);
        listening.put("reviews_written", sums.count(JobMetric.REVIEWS_WRITTEN));
        listening.put("listeners", sums.listeners());
    }

    private static void putStore(ObjectNode told, Measured sums, Measured greatest) {
        if (!sums.has(JobMetric.STORE_RETRIES)) {
            told.putNull("store");
            return;
        }
        ObjectNode store = told.putObject("store");
        store.put("latency_p99_ms", greatest.storeP99());
        store.put("retries", sums.count(JobMetric.STORE_RETRIES));
    }

    static void putStories(ObjectNode told, Measured sums) {
        if (!sums.has(JobMetric.STORIES_WAITING)) {
            told.putNull("stories");
            return;
        }
        ObjectNode stories = told.putObject("stories");
        stories.put("written", sums.count(JobMetric.STORIES_WRITTEN));
        stories.put("skipped", sums.count(JobMetric.STORIES_SKIPPED));
        stories.put("erased", sums.count(JobMetric.STORIES_ERASED));
        ObjectNode failed = stories.putObject("failed");
        sums.counts(JobMetric.STORIES_FAILED).forEach(failed::put);
        long waiting = sums.count(JobMetric.STORIES_WAITING);
        double rate = sums.value(JobMetric.STORIES_ENDED_PER_SECOND);
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
        stories.put("asked", sums.count(JobMetric.MODEL_ASKED));
        stories.put("prompt_tokens", sums.count(JobMetric.PROMPT_TOKENS));
        stories.put("completion_tokens", sums.count(JobMetric.COMPLETION_TOKENS));
        stories.put("cost", sums.value(JobMetric.COST));
    }
}
