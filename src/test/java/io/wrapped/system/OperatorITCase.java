package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.cli.Wrapped;
import io.wrapped.local.Ports;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.Outcome.Result;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.kubernetes.JobManagerObjects;
import io.wrapped.system.kubernetes.OperatedJob;
import io.wrapped.system.kubernetes.OperatorCluster;
import io.wrapped.system.kubernetes.Release;
import io.wrapped.system.kubernetes.WaitCondition;
import io.wrapped.system.processes.FlinkProcesses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The chart under the real operator: it makes the JobManagers' objects, and takes the jobs through
 * an installation, an upgrade, another size and a savepoint. Plays that were counted are deleted
 * from Kafka, so that only state can tell of them.
 */
class OperatorITCase {
    private static final Path HOME = Path.of(System.getProperty("wrapped.home")).toAbsolutePath();
    private static final Path FOLDER = Servers.FOLDER.resolve("operator");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> USERS = List.of("ann", "bob", "cleo", "dan");
    private static final String REPORTS = "wrapped-reports";
    private static final int DOCTOR_WARNS = 3;

    /** Streams of {@link Listening#year}. */
    private static final int YEARS = Listening.year("ann").size();

    private static StandInModel model;
    private static WrappedSystem system;
    private static OperatorCluster cluster;
    private static Release release;
    private static OperatedJob wrapped;
    private static OperatedJob reports;
    private static Feed feed;
    private static Store store;

    @BeforeAll
    static void start() throws Exception {
        model = new StandInModel();
        // Where no story is wanted, as by doctor, any answer of a model will do.
        model.behave(
                prompt -> prompt.contains("wrapped-facts") ? Behaviour.HONEST : Behaviour.LYING);
        system = WrappedSystem.create("operator");
        system.askModelAt(model.url());
        cluster = OperatorCluster.start(HOME, FOLDER, List.of("wrapped-rest", REPORTS + "-rest"));
        int restPort = Ports.choose(0);
        int reportsRestPort = Ports.choose(0);
        wrapped = new OperatedJob(cluster, "wrapped", restPort);
        reports = new OperatedJob(cluster, REPORTS, reportsRestPort);
        release = new Release(HOME, values(restPort, reportsRestPort), cluster.api());
        feed = system.feed();
        store = system.store();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        system.close();
        model.close();
    }

    @Test
    void theOperatorTakesTheJobsThroughTheirLife() throws Exception {
        install();
        upgrade();
        resize();
        savepoint();
        release.uninstall();
    }

    /** As a user's file of values, with sizes that suit one machine. */
    private static Path values(int restPort, int reportsRestPort) throws Exception {
        ObjectNode values = JSON.createObjectNode();
        values.putObject("image").put("repository", "registry.example.com/wrapped");
        values.putObject("state").put("baseUri", FOLDER.resolve("state").toUri().toString());
        ObjectNode options = values.putObject("options");
        system.options().toMap().forEach((key, value) -> options.set(key, typed(value)));
        options.put("story.concurrency", 4);
        options.put("wrapped.buffer-memory", "16 mb");
        options.put("wrapped.review-memory", "32 mb");
        ObjectNode larger = values.putObject("presets").putObject("medium");
        larger.putObject("wrappedJob").put("parallelism", 4).put("taskSlots", 2);
        larger.putObject("reportJob").put("parallelism", 2).put("taskSlots", 1);
        Map.of("wrappedJob", restPort, "reportJob", reportsRestPort)
                .forEach(
                        (job, port) ->
                                values.putObject(job)
                                        .putObject("flinkConfiguration")
                                        .put("rest.port", String.valueOf(port)));
        return Files.writeString(FOLDER.resolve("values.yaml"), values.toString());
    }

    /** A whole number or a truth value as itself, which the chart's schema asks for. */
    private static JsonNode typed(String value) {
        return value.matches("-?[0-9]+|true|false")
                ? Json.read(value)
                : JSON.getNodeFactory().textNode(value);
    }

    private static void install() throws Exception {
        WaitCondition told = WaitCondition.of(HOME.resolve("README.md"));
        assertThat(Stream.of("docs/kubernetes.md", "helm/wrapped/templates/NOTES.txt"))
                .allSatisfy(
                        page -> assertThat(WaitCondition.of(HOME.resolve(page))).isEqualTo(told));
        assertThat(run(createWords())).endsWith("exit code 0");
        assertThat(run(helmTestWords(wrapped, reports))).endsWith("exit code 1");
        release.install();
        wrapped.await("installed", told::holds);
        reports.await("installed", told::holds);
        assertThat(run(helmTestWords(wrapped, reports)))
                .startsWith("%d: {\"jobs\":[".formatted(port(wrapped)))
                .endsWith("exit code 0");

        assertThat(wrapped.isRunning()).isTrue();
        assertThat(reports.isRunning()).isTrue();
        assertThat(wrapped.restoredFrom()).isEmpty();
        assertThat(wrapped.parallelism()).isEqualTo(2);
        for (ObjectNode job : release.rendered("FlinkDeployment")) {
            assertObjectsOf(job);
        }
        for (String user : USERS) {
            Listening.year(user).forEach(feed::send);
        }
        feed.awaitOutcomes();
        Awaitility.await("doctor").untilAsserted(OperatorITCase::assertDoctorFindsNothingBroken);
        assertReviews("installed", YEARS);
    }

    /** Another image for both jobs. Plays go on coming meanwhile. */
    private static void upgrade() throws Exception {
        String before = uid(wrapped);
        String id = wrapped.id();
        listen("meanwhile");
        release.upgrade("image.tag", "0.1.1");
        wrapped.awaitStable();
        reports.awaitStable();

        assertThat(wrapped.isRunning()).isTrue();
        assertThat(wrapped.deployment().at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example.com/wrapped:0.1.1");
        assertThat(uid(wrapped)).isNotEqualTo(before);
        assertThat(wrapped.id()).isEqualTo(id);
        for (OperatedJob job : List.of(wrapped, reports)) {
            assertThat(job.lastSavepoint().path("triggerType").asText()).isEqualTo("UPGRADE");
            assertThat(job.restoredFrom()).isEqualTo(path(job.lastSavepoint()));
        }
        assertReviews("upgraded", YEARS + 1);
    }

    /** A larger preset: twice the tasks for each job, while a story of everyone's is waited for. */
    private static void resize() throws Exception {
        assertThat(reports.parallelism()).isEqualTo(1);
        leaveStoriesWaiting();
        listen("before-the-launch");
        release.upgrade("preset", "medium");
        wrapped.awaitStable();
        reports.awaitStable();

        assertThat(wrapped.parallelism()).isEqualTo(4);
        assertThat(reports.parallelism()).isEqualTo(2);
        for (OperatedJob job : List.of(wrapped, reports)) {
            assertThat(job.isRunning()).isTrue();
            assertThat(job.restoredFrom()).isEqualTo(path(job.lastSavepoint()));
        }
        model.release();
        awaitStories();
        assertThat(model.prompts()).hasSizeGreaterThanOrEqualTo(2 * USERS.size());
        assertReviews("resized", YEARS + 3);
    }

    /** Has the model asked for a story that it does not tell; then Kafka forgets who wanted it. */
    private static void leaveStoriesWaiting() throws Exception {
        awaitStories();
        model.behave(prompt -> Behaviour.HELD);
        listen("one-more", Listening.BIGGEST);
        feed.awaitOutcomes();
        Map<String, String> documents =
                store.documents(feed.trigger(Listening.everyone("waiting")), YEAR, Slot.FINAL);
        assertThat(documents.values())
                .allSatisfy(document -> assertThat(isTold(document)).isFalse());
        Awaitility.await("calls").until(() -> model.prompts().size() >= USERS.size());
        system.deleteRecords(Topics.from(system.options()).reportRequests());
    }

    /** Waits until no story of anyone is waited for. */
    private static void awaitStories() {
        for (String user : USERS) {
            store.await(user, YEAR, Slot.FINAL, OperatorITCase::isTold);
        }
    }

    private static boolean isTold(String document) {
        List<String> statuses = Json.statuses(document);
        return !statuses.isEmpty() && statuses.stream().allMatch("complete"::equals);
    }

    /** Asked for by its nonce, while the job goes on. */
    private static void savepoint() throws Exception {
        String before = uid(wrapped);
        release.upgrade("wrappedJob.savepointTriggerNonce", "7");
        wrapped.await(
                "savepoint",
                job ->
                        job.at("/status/jobStatus/savepointInfo/lastSavepoint/triggerNonce").asInt()
                                == 7);

        JsonNode savepoint = wrapped.lastSavepoint();
        assertThat(savepoint.path("triggerType").asText()).isEqualTo("MANUAL");
        assertThat(Path.of(path(savepoint).substring("file:".length())).resolve("_metadata"))
                .isNotEmptyFile();
        wrapped.awaitStable();
        assertThat(uid(wrapped)).isEqualTo(before);
        listen("after-the-savepoint");
        assertReviews("saved", YEARS + 4);
    }

    /** What the chart's Job runs before an installation, but for the image's paths. */
    private static List<String> createWords() throws Exception {
        List<String> words = words(release.rendered("Job").get(0).at("/spec/template/spec"));
        String classPath = HOME.resolve("jobs/target/wrapped.jar") + ":";
        words.replaceAll(
                word -> word.replace("/opt/flink/usrlib/wrapped.jar:/opt/flink/lib/*", classPath));
        words.set(words.indexOf(classPath), classPath + FlinkProcesses.classPath(HOME));
        return words;
    }

    /** What `helm test` runs, but for names that only a cluster knows. */
    private static List<String> helmTestWords(OperatedJob... jobs) throws Exception {
        List<String> words = words(release.rendered("Pod").get(0).path("spec"));
        words.replaceAll(
                word ->
                        word.replace("/dev/tcp/$0/8081", "/dev/tcp/127.0.0.1/$0")
                                .replace("$job-rest", "$job"));
        for (OperatedJob job : jobs) {
            words.set(words.indexOf(job.name()), String.valueOf(port(job)));
        }
        return words;
    }

    private static int port(OperatedJob job) {
        return URI.create("http://" + job.address()).getPort();
    }

    private static List<String> words(JsonNode pod) {
        List<String> words = new ArrayList<>();
        pod.at("/containers/0/command").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Runs a program, and gives what it says and how it ends. */
    private static String run(List<String> words) throws Exception {
        Process program = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        return said + "exit code " + program.waitFor();
    }

    /** By the words with which the chart calls it, but for names that only a cluster knows. */
    private static void assertDoctorFindsNothingBroken() throws Exception {
        List<String> words =
                words(
                        release.rendered("CronJob")
                                .get(0)
                                .at("/spec/jobTemplate/spec/template/spec"));
        for (OperatedJob job : List.of(wrapped, reports)) {
            words.replaceAll(word -> word.replace(job.name() + "-rest:8081", job.address()));
        }
        Command told =
                Command.run(
                        words.subList(words.indexOf(Wrapped.class.getName()) + 1, words.size()));
        assertThat(told.code()).as(told.out()).isIn(0, DOCTOR_WARNS);
    }

    /** What the operator made of a job, and that it is what the chart's own objects select. */
    private static void assertObjectsOf(ObjectNode job) throws Exception {
        JobManagerObjects made = new JobManagerObjects(cluster.api(), job);
        made.assertDeployment();
        made.assertSelectedBy(release.rendered("NetworkPolicy"), "/spec/podSelector/matchLabels");
        made.assertService(job.at("/spec/flinkConfiguration/rest.port").asInt());
        made.assertConfigMaps();
    }

    private static String uid(OperatedJob job) {
        return job.deployment().at("/metadata/uid").asText();
    }

    private static String path(JsonNode savepoint) {
        return savepoint.path("location").asText();
    }

    /** A new play for everyone, and one that was counted long ago. */
    private static void listen(String event) {
        listen(event, Listening.SILENT);
    }

    private static void listen(String event, LocalDate date) {
        for (String user : USERS) {
            feed.send(Listening.play(user, event, 1, date.atTime(20, 0)));
            feed.send(Listening.year(user).get(0));
        }
    }

    /** Each play counts once in the review of its user; then Kafka is made to forget them all. */
    private static void assertReviews(String command, int streams) throws Exception {
        feed.awaitOutcomes();
        Map<String, String> documents =
                store.documents(feed.trigger(Listening.everyone(command)), YEAR, Slot.FINAL);
        assertThat(documents).hasSize(USERS.size());
        assertThat(documents.values())
                .allSatisfy(document -> assertThat(Json.streams(document)).isEqualTo(streams));
        Map<Result, Long> outcomes = new TreeMap<>();
        outcomes.put(Result.STREAM, (long) USERS.size() * streams);
        if (streams > YEARS) {
            outcomes.put(Result.DUPLICATE, (long) USERS.size() * (streams - YEARS));
        }
        assertThat(feed.playOutcomes()).isEqualTo(outcomes);
        system.deleteRecords(Topics.from(system.options()).play());
    }
}
