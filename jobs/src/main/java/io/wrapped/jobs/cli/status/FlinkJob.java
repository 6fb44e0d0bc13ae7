package io.wrapped.jobs.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A job, and the Flink that runs it.
 *
 * @param details as Flink tells them, with the state as it is now
 */
public record FlinkJob(FlinkRest flink, JsonNode details) {
    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

    /**
     * Of all jobs of a name, wherever they are, the one that has not ended, or else the last; null:
     * there is none.
     */
    public static @Nullable FlinkJob find(List<FlinkRest> clusters, String name)
            throws StatusException {
        FlinkRest where = null;
        JsonNode newest = null;
        for (FlinkRest cluster : clusters) {
            for (JsonNode job : cluster.get("/jobs/overview").path("jobs")) {
                if (job.path("name").asText().equals(name)
                        && (newest == null || rank(job) > rank(newest))) {
                    where = cluster;
                    newest = job;
                }
            }
        }
        if (where == null || newest == null) {
            return null;
        }
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.setAll((ObjectNode) where.get("/jobs/" + newest.path("jid").asText()));
        // Flink keeps details for some seconds.
        details.set("state", newest.path("state"));
        return new FlinkJob(where, details);
    }

    private static long rank(JsonNode job) {
        long started = job.path("start-time").asLong();
        return ENDED.contains(job.path("state").asText()) ? started - Long.MAX_VALUE : started;
    }

    /** As Flink names it. */
    public String id() {
        return details.path("jid").asText();
    }

    /** Such as RUNNING. */
    public String state() {
        return details.path("state").asText();
    }

    /** Whether it runs now. */
    public boolean runs() {
        return state().equals("RUNNING");
    }

    /**
     * Asks for what Flink tells of it.
     *
     * @param path behind that of the job, such as {@code /checkpoints}
     */
    public JsonNode get(String path) throws StatusException {
        return flink.get("/jobs/" + id() + path);
    }

    /** See {@link FlinkRest#metrics}. */
    public Map<String, Double> metrics(
            String aggregation, Predicate<String> wanted, DoubleBinaryOperator total)
            throws StatusException {
        return flink.metrics(details, aggregation, wanted, total);
    }
}
