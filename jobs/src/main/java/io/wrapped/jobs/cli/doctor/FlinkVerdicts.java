package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.BuiltWith;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to be said of what Flink's REST interface tells. */
final class FlinkVerdicts {
    private static final String RUNNING = "RUNNING";
    private static final Set<String> WORKING = Set.of(RUNNING, "FINISHED");

    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

    /** A failure that the job got over is told for so long. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** At least so old a checkpoint is no reason to worry. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /** Reviews are written a little after they are due. */
    private static final Duration WRITING = Duration.ofMinutes(5);

    private static final Pattern JAVA = Pattern.compile(".* - ([0-9]+)(\\.[0-9]+)*/.*");

    private FlinkVerdicts() {}

    static Verdict version(String found) {
        String built = BuiltWith.current().flink();
        String said = "Flink %s, and the jobs are built for %s".formatted(found, built);
        String remedy = "use Flink " + Versions.minor(built) + ", or a build for the other one";
        if (Versions.major(found) != Versions.major(built)) {
            return Verdict.failed(said, remedy);
        }
        return Versions.minor(found).equals(Versions.minor(built))
                ? Verdict.ok(said)
                : Verdict.warning(said, remedy);
    }

    /**
     * Of Flink's own Java.
     *
     * @param found such as "OpenJDK 64-Bit Server VM - Debian - 17/17.0.9+9"
     */
    static Verdict java(String found) {
        Matcher version = JAVA.matcher(found);
        if (!version.matches()) {
            return Verdict.unknown(
                    "the JobManager does not tell its Java",
                    "see `java -version` where Flink runs");
        }
        return java(Integer.parseInt(version.group(1)), "Flink runs on");
    }

    /** Of any Java. */
    static Verdict java(int found, String who) {
        int built = BuiltWith.current().java();
        String said = "%s Java %d".formatted(who, found);
        return found == built
                ? Verdict.ok(said)
                : Verdict.warning(
                        said + ", and Wrapped is tested with " + built,
                        "use a JDK " + built + ": set JAVA_HOME, or take an image with it");
    }

    /**
     * Of a job.
     *
     * @param job null: it was never started
     */
    static Verdict job(JobUnderTest which, @Nullable JsonNode job, @Nullable JsonNode exceptions) {
        if (job == null) {
            return Verdict.failed(
                    "it was never started here",
                    which.start()
                            + "; where it has a JobManager of its own, as on Kubernetes, name that"
                            + " one too: --flink=HOST:PORT,HOST:PORT");
        }
        JsonNode last =
                exceptions == null
                        ? job.path("none")
                        : exceptions.at("/exceptionHistory/entries/0");
        String cause = Reason.line(last.path("stacktrace").asText(""));
        String state = job.path("state").asText();
        if (!state.equals(RUNNING)) {
            return Verdict.failed(
                    "it is "
                            + state.toLowerCase(Locale.ROOT)
                            + (cause.isEmpty() ? "" : ", because of " + cause),
                    ENDED.contains(state)
                            ? which.goOn()
                            : "mend the cause; Flink goes on trying by itself");
        }
        int all = 0;
        int idle = 0;
        for (JsonNode vertex : job.path("vertices")) {
            all++;
            idle += WORKING.contains(vertex.path("status").asText()) ? 0 : 1;
        }
        if (idle > 0) {
            return Verdict.failed(
                    "%d of its %d parts do not run yet".formatted(idle, all),
                    "if that lasts, free slots are missing: add TaskManagers, or lower the"
                            + " parallelism (Flink's page, Overview, Available Task Slots)");
        }
        long now = job.path("now").asLong();
        long failedAgo = now - last.path("timestamp").asLong(Long.MIN_VALUE / 2);
        String since =
                "running for " + Spans.ofMillis(now - job.at("/timestamps/RUNNING").asLong(now));
        return failedAgo <= RECENT.toMillis()
                ? Verdict.warning(
                        since + ", after a failure " + Spans.ofMillis(failedAgo) + " ago: " + cause,
                        "mend the cause if it comes again: Flink's page, the job, Exceptions")
                : Verdict.ok(since);
    }

    /** Of a job's jar, which tells its version. */
    static Verdict jar(JobUnderTest which, @Nullable String found) {
        String here = BuiltWith.current().wrapped();
        if (here.equals(found)) {
            return Verdict.ok("Wrapped " + found + ", as this command");
        }
        return Verdict.warning(
                "the job is of %s, and this command of Wrapped %s"
                        .formatted(
                                found == null ? "a release that does not tell" : "Wrapped " + found,
                                here),
                "upgrade the job: flink stop, then flink run -d -s SAVEPOINT with the new jar; or"
                        + " use the command of its release");
    }

    static Verdict noCheckpoints() {
        return Verdict.failed(
                "it makes no checkpoints, so that after a failure it reads everything again",
                "set execution.checkpointing.interval: 1 min, as flink-conf/config.yaml does");
    }

    /** Of a job's checkpoints. */
    static Verdict checkpoints(JsonNode job, JsonNode checkpoints, JsonNode config) {
        long interval = config.path("interval").asLong();
        if (interval <= 0 || interval >= Duration.ofDays(365).toMillis()) {
            return noCheckpoints();
        }
        long now = job.path("now").asLong();
        JsonNode last = checkpoints.at("/latest/completed");
        JsonNode failure = checkpoints.at("/latest/failed");
        long completedAt = last.path("latest_ack_timestamp").asLong(0);
        long since = last.isObject() ? completedAt : job.at("/timestamps/RUNNING").asLong(now);
        long age = now - since;
        String said =
                last.isObject()
                        ? "the last one completed " + Spans.ofMillis(age) + " ago"
                        : "none completed, and the job runs for " + Spans.ofMillis(age);
        long failed = checkpoints.at("/counts/failed").asLong();
        List<String> all = new ArrayList<>(List.of(said));
        all.add("one is due every " + Spans.ofMillis(interval));
        if (failed > 0) {
            all.add(failed + " failed so far");
        }
        boolean failing = failure.path("failure_timestamp").asLong(0) > completedAt;
        if (failing) {
            all.add(
                    "the last try failed: "
                            + Reason.line(failure.path("failure_message").asText("")));
        }
        String found = String.join(", ", all);
        String remedy =
                "see Flink's page, the job, Checkpoints: a folder that cannot be written, HBase"
                        + " that does not take writes, or backpressure";
        if (age > Math.max(YOUNG.toMillis(), 3 * interval)) {
            return Verdict.failed(found, remedy);
        }
        return failing ? Verdict.warning(found, remedy) : Verdict.ok(found);
    }

    /**
     * Of reviews that wait to be written.
     *
     * @param oldestMs for how long the one does that waits longest; null: it is not known
     * @param interval at which they are written
     */
    static Verdict reviews(@Nullable Long oldestMs, Duration interval) {
        if (oldestMs == null) {
            return Verdict.unknown(
                    "the job does not tell yet how long reviews wait",
                    "ask again in half a minute; a job that does not run tells nothing");
        }
        String said =
                (oldestMs == 0
                                ? "all are written"
                                : "the oldest unwritten one waits for " + Spans.ofMillis(oldestMs))
                        + ", and wrapped.review-interval is "
                        + Spans.of(interval);
        long usual = interval.toMillis() + Math.max(WRITING.toMillis(), interval.toMillis() / 10);
        if (oldestMs <= usual) {
            return Verdict.ok(said);
        }
        String remedy =
                "reviews do not keep up: see whether HBase takes writes, whether checkpoints"
                        + " complete, and on Flink's page whether \"Roll up and review\" is busy;"
                        + " if it is, raise the parallelism";
        return oldestMs > 2 * usual ? Verdict.failed(said, remedy) : Verdict.warning(said, remedy);
    }
}
