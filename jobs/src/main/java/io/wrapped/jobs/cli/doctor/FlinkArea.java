package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.JobEnvironment;
import io.wrapped.jobs.cli.status.FlinkJob;
import io.wrapped.jobs.cli.status.FlinkRest;
import io.wrapped.jobs.cli.status.StatusException;
import io.wrapped.operators.listener.ListenerOptions;
import io.wrapped.state.metric.JobMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Flink, by its REST interfaces: versions, both jobs, their checkpoints and folders. There is one
 * interface for both jobs or, where each is a cluster of its own, one for each; a job is looked for
 * in all of them.
 */
final class FlinkArea implements Area {
    static final String NAME = "Flink";

    private static final String REST = "REST interface";
    private static final int NOT_FOUND = 404;
    private static final String HINT = "look at the JobManager's log, or ask again in a moment";
    private static final String OLDEST = "." + JobMetric.OLDEST_WAITING_MILLIS.id();

    /** Flink needs so long, and mostly less, to collect metrics once somebody asks for some. */
    private static final Duration COLLECTION = Duration.ofSeconds(1);

    private final Configuration options;
    private final Clocks clocks;
    private final Duration patience;
    private final List<FlinkInterface> interfaces;

    /**
     * @param addresses as {@code http://host:port}
     */
    FlinkArea(Configuration options, List<String> addresses, Duration limit, Clocks clocks) {
        this.options = options;
        this.clocks = clocks;
        this.patience = limit.multipliedBy(3).dividedBy(4);
        // They are asked one after the other.
        Duration each = patience.dividedBy(addresses.size());
        this.interfaces =
                addresses.stream().map(address -> new FlinkInterface(address, each)).toList();
    }

    /** What the clocks of some Flinks are called. */
    static List<String> clockNames(List<String> addresses) {
        return addresses.size() == 1
                ? List.of(NAME)
                : addresses.stream().map(address -> NAME + " at " + shown(address)).toList();
    }

    private static String shown(String address) {
        return address.replaceFirst("^[a-zA-Z]+://", "");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Check entrance() {
        return new Check(REST, HINT, this::answers);
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        List<String> names = clockNames(interfaces.stream().map(FlinkInterface::address).toList());
        for (int i = 0; i < interfaces.size(); i++) {
            FlinkInterface flink = interfaces.get(i);
            String clock = names.get(i);
            if (!flink.answers() && !answering().isEmpty()) {
                checks.add(check(REST + of(flink), flink::ask));
            }
            checks.add(check("version", flink, flink::version));
            checks.add(check("Java", flink, flink::java));
            checks.add(check("clock", flink, () -> clocks.compare(clock, flink::time)));
        }
        for (JobUnderTest job : JobUnderTest.values()) {
            Verdict never = never(job);
            checks.add(
                    check(
                            "job " + job.jobName(),
                            job,
                            FlinkVerdicts.job(job, null, null),
                            found ->
                                    FlinkVerdicts.job(
                                            job, found.details(), found.get("/exceptions"))));
            checks.add(
                    check(
                            "jar of " + job.jobName(),
                            job,
                            never,
                            found ->
                                    FlinkVerdicts.jar(
                                            job, setting(found, JobEnvironment.VERSION))));
            checks.add(
                    check("checkpoints of " + job.jobName(), job, never, FlinkArea::checkpoints));
            checks.add(
                    check(
                            "checkpoint folder of " + job.jobName(),
                            job,
                            never,
                            FlinkArea::checkpointFolder));
        }
        for (FlinkInterface flink : interfaces) {
            checks.add(check("savepoint folder", flink, () -> savepointFolder(flink.rest())));
        }
        checks.add(
                check("reviews", JobUnderTest.WRAPPED, never(JobUnderTest.WRAPPED), this::reviews));
        return checks;
    }

    /** Looks at a job that there is. */
    @FunctionalInterface
    private interface JobLook {
        Verdict look(FlinkJob job) throws Exception;
    }

    private static Check check(String name, Check.Look look) {
        return new Check(name, HINT, look);
    }

    /** Of one Flink, which may be one of several. */
    private Check check(String what, FlinkInterface flink, Check.Look look) {
        return check(
                what + of(flink),
                flink.answers()
                        ? look
                        : () ->
                                Verdict.unknown(
                                        "not looked at, since nobody answers there",
                                        "first mend \"" + REST + of(flink) + "\""));
    }

    /**
     * Of a job, wherever it runs.
     *
     * @param never what is to be said where it is nowhere
     */
    private Check check(String name, JobUnderTest which, Verdict never, JobLook look) {
        return check(
                name,
                () -> {
                    List<FlinkInterface> answering = answering();
                    FlinkJob job =
                            FlinkJob.find(
                                    answering.stream().map(FlinkInterface::rest).toList(),
                                    which.jobName());
                    if (job != null) {
                        return look.look(job);
                    }
                    return answering.size() == interfaces.size()
                            ? never
                            : Verdict.unknown(
                                    "it is not where Flink answers",
                                    "first mend the " + REST + " that does not answer");
                });
    }

    private String of(FlinkInterface flink) {
        return interfaces.size() == 1 ? "" : " of " + shown(flink.address());
    }

    private List<FlinkInterface> answering() {
        return interfaces.stream().filter(FlinkInterface::answers).toList();
    }

    /** One that answers is enough to go on; each of the others is told of by a check of its own. */
    private Verdict answers() {
        List<Verdict> all = interfaces.stream().map(FlinkInterface::ask).toList();
        List<FlinkInterface> answering = answering();
        return answering.isEmpty()
                ? Verdict.all(all)
                : Verdict.ok(
                        "answers at "
                                + answering.stream()
                                        .map(FlinkInterface::address)
                                        .collect(Collectors.joining(" and at ")));
    }

    private static Verdict never(JobUnderTest job) {
        return Verdict.unknown("the job was never started", job.start());
    }

    private static Verdict checkpoints(FlinkJob job) throws StatusException {
        try {
            return FlinkVerdicts.checkpoints(
                    job.details(), job.get("/checkpoints"), job.get("/checkpoints/config"));
        } catch (StatusException e) {
            if (e.httpStatus() == NOT_FOUND) {
                return FlinkVerdicts.noCheckpoints();
            }
            throw e;
        }
    }

    private static Verdict checkpointFolder(FlinkJob job) throws StatusException {
        String last = job.get("/checkpoints").at("/latest/completed/external_path").asText("");
        return Folders.ofCheckpoints(
                last, cluster(job.flink()).get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
    }

    private static Verdict savepointFolder(FlinkRest flink) throws StatusException {
        return Folders.ofSavepoints(cluster(flink).get(CheckpointingOptions.SAVEPOINT_DIRECTORY));
    }

    private Verdict reviews(FlinkJob job) throws StatusException, InterruptedException {
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
    private @Nullable Long oldest(FlinkJob job) throws StatusException, InterruptedException {
        Long oldest = collected(job);
        long deadline = System.nanoTime() + patience.toNanos();
        for (boolean more = job.runs();
                more;
                more = oldest == null && System.nanoTime() < deadline) {
            Thread.sleep(COLLECTION.toMillis());
            oldest = collected(job);
        }
        return oldest;
    }

    private static @Nullable Long collected(FlinkJob job) throws StatusException {
        return job.metrics("max", name -> name.endsWith(OLDEST), Math::max).values().stream()
                .findFirst()
                .map(Double::longValue)
                .orElse(null);
    }

    /** What a job shows of its settings. */
    private static @Nullable String setting(FlinkJob job, String key) throws StatusException {
        JsonNode shown = job.get("/config").path("execution-config").path("user-config");
        return shown.path(key).isTextual() ? shown.path(key).asText() : null;
    }

    private static Configuration cluster(FlinkRest flink) throws StatusException {
        Configuration cluster = new Configuration();
        for (JsonNode entry : flink.get("/jobmanager/config")) {
            cluster.setString(entry.path("key").asText(), entry.path("value").asText());
        }
        return cluster;
    }

    @Override
    public void close() {
        // Its clients have nothing to give back.
    }
}
