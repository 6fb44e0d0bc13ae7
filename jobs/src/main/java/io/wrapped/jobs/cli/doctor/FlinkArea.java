package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.JobEnvironment;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.status.FlinkRest;
import io.wrapped.jobs.cli.status.StatusException;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.state.metric.JobMetric;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Flink, by its REST interface: versions, both jobs, their checkpoints and folders. */
final class FlinkArea implements Area {
    static final String NAME = "Flink";

    private static final int NOT_FOUND = 404;
    private static final String HINT = "look at the JobManager's log, or ask again in a moment";
    private static final String OLDEST = "." + JobMetric.OLDEST_WAITING_MILLIS.id();

    /** Flink needs so long, and mostly less, to collect metrics once somebody asks for some. */
    private static final Duration COLLECTION = Duration.ofSeconds(1);

    private final Configuration options;
    private final Clocks clocks;
    private final String address;
    private final Duration patience;
    private final FlinkRest rest;
    private volatile @Nullable String version;

    /**
     * @param address as {@code http://host:port}
     */
    FlinkArea(Configuration options, String address, Duration limit, Clocks clocks) {
        this.options = options;
        this.clocks = clocks;
        this.address = address;
        this.patience = limit.multipliedBy(3).dividedBy(4);
        this.rest = new FlinkRest(address, patience);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Check entrance() {
        return new Check("REST interface", HINT, this::answers);
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(check("version", () -> FlinkVerdicts.version(Objects.requireNonNull(version))));
        checks.add(check("Java", this::java));
        checks.add(check("clock", () -> clocks.compare(NAME, this::time)));
        for (JobUnderTest job : JobUnderTest.values()) {
            checks.add(check("job " + job.jobName(), () -> job(job)));
            checks.add(check("jar of " + job.jobName(), () -> jar(job)));
            checks.add(check("checkpoints of " + job.jobName(), () -> checkpoints(job)));
            checks.add(check("checkpoint folder of " + job.jobName(), () -> checkpointFolder(job)));
        }
        checks.add(check("savepoint folder", this::savepointFolder));
        checks.add(check("reviews", this::reviews));
        return checks;
    }

    private static Check check(String name, Check.Look look) {
        return new Check(name, HINT, look);
    }

    private Verdict answers() {
        try {
            JsonNode told = rest.get("/config").path("flink-version");
            if (!told.isTextual()) {
                return Verdict.failed(
                        "what answers at " + address + " is not Flink",
                        "say where Flink's REST interface is by --flink=HOST:PORT");
            }
            version = told.asText();
            return Verdict.ok("answers at " + address);
        } catch (StatusException e) {
            return unreachable(e);
        }
    }

    private Verdict unreachable(StatusException failure) {
        if (failure.getCause() instanceof HttpTimeoutException
                && !(failure.getCause() instanceof HttpConnectTimeoutException)) {
            return Verdict.failed(
                    "somebody listens at " + address + " and does not answer in time: it hangs",
                    "look at the JobManager's log and memory, and restart it");
        }
        if (failure.getCause() instanceof java.io.IOException
                && !(failure.getCause()
                        instanceof com.fasterxml.jackson.core.JsonProcessingException)) {
            return Verdict.failed(
                    "nobody answers at "
                            + address
                            + " ("
                            + failure.getCause().getClass().getSimpleName()
                            + ")",
                    "start Flink, or say where its REST interface is by --flink=HOST:PORT;"
                            + " `wrapped up` starts one on this machine");
        }
        return Verdict.failed(
                Reason.line(String.valueOf(failure.getMessage())),
                "say where Flink's REST interface is by --flink=HOST:PORT");
    }

    private Verdict java() throws StatusException {
        return FlinkVerdicts.java(
                rest.get("/jobmanager/environment").at("/jvm/version").asText(""));
    }

    /** That of the JobManager, which it tells with any job. */
    private @Nullable Long time() throws StatusException {
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            JsonNode now = rest.get("/jobs/" + job.path("jid").asText()).path("now");
            return now.isNumber() ? (Long) now.asLong() : null;
        }
        return null;
    }

    private Verdict job(JobUnderTest which) throws StatusException {
        JsonNode job = rest.job(which.jobName());
        return FlinkVerdicts.job(
                which, job, job == null ? null : rest.get("/jobs/" + id(job) + "/exceptions"));
    }

    private Verdict jar(JobUnderTest which) throws StatusException {
        JsonNode job = rest.job(which.jobName());
        return job == null
                ? never(which)
                : FlinkVerdicts.jar(which, setting(job, JobEnvironment.VERSION));
    }

    private Verdict checkpoints(JobUnderTest which) throws StatusException {
        JsonNode job = rest.job(which.jobName());
        if (job == null) {
            return never(which);
        }
        try {
            JsonNode checkpoints = rest.get("/jobs/" + id(job) + "/checkpoints");
            JsonNode config = rest.get("/jobs/" + id(job) + "/checkpoints/config");
            return FlinkVerdicts.checkpoints(job, checkpoints, config);
        } catch (StatusException e) {
            if (e.httpStatus() == NOT_FOUND) {
                return FlinkVerdicts.noCheckpoints();
            }
            throw e;
        }
    }

    private Verdict checkpointFolder(JobUnderTest which) throws StatusException {
        JsonNode job = rest.job(which.jobName());
        if (job == null) {
            return never(which);
        }
        String last =
                rest.get("/jobs/" + id(job) + "/checkpoints")
                        .at("/latest/completed/external_path")
                        .asText("");
        return Folders.ofCheckpoints(
                last, cluster().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
    }

    private Verdict savepointFolder() throws StatusException {
        return Folders.ofSavepoints(cluster().get(CheckpointingOptions.SAVEPOINT_DIRECTORY));
    }

    private Verdict reviews() throws StatusException, InterruptedException {
        JsonNode job = rest.job(WrappedJob.NAME);
        if (job == null) {
            return never(JobUnderTest.WRAPPED);
        }
        Configuration set = new Configuration();
        String interval = setting(job, ListenerOptions.REVIEW_INTERVAL.key());
        if (interval != null) {
            set.setString(ListenerOptions.REVIEW_INTERVAL.key(), interval);
        }
        return FlinkVerdicts.reviews(
                oldest(job),
                (interval == null ? options : set).get(ListenerOptions.REVIEW_INTERVAL));
    }

    /**
     * What Flink answers at first was collected when somebody asked before, hours ago maybe, or is
     * nothing. Asking has it collect again.
     */
    private @Nullable Long oldest(JsonNode job) throws StatusException, InterruptedException {
        Long oldest = collected(job);
        boolean runs = job.path("state").asText().equals("RUNNING");
        long deadline = System.nanoTime() + patience.toNanos();
        for (boolean more = runs; more; more = oldest == null && System.nanoTime() < deadline) {
            Thread.sleep(COLLECTION.toMillis());
            oldest = collected(job);
        }
        return oldest;
    }

    private @Nullable Long collected(JsonNode job) throws StatusException {
        return rest.metrics(job, "max", name -> name.endsWith(OLDEST), Math::max).values().stream()
                .findFirst()
                .map(Double::longValue)
                .orElse(null);
    }

    /** What a job shows of its settings. */
    private @Nullable String setting(JsonNode job, String key) throws StatusException {
        JsonNode shown =
                rest.get("/jobs/" + id(job) + "/config")
                        .path("execution-config")
                        .path("user-config");
        return shown.path(key).isTextual() ? shown.path(key).asText() : null;
    }

    private Configuration cluster() throws StatusException {
        Configuration cluster = new Configuration();
        for (JsonNode entry : rest.get("/jobmanager/config")) {
            cluster.setString(entry.path("key").asText(), entry.path("value").asText());
        }
        return cluster;
    }

    private static Verdict never(JobUnderTest job) {
        return Verdict.unknown("the job was never started", job.start());
    }

    private static String id(JsonNode job) {
        return job.path("jid").asText();
    }

    @Override
    public void close() {
        // Its client has nothing to give back.
    }
}
