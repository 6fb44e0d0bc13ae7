package io.wrapped.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.jobs.cli.Wrapped;
import io.wrapped.jobs.cli.status.FlinkRest;
import io.wrapped.sinks.hbase.HBaseOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.FlinkCluster;
import io.wrapped.system.harness.RunningJob;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code wrapped doctor} beside a whole system that is well, and of which one thing breaks. */
class DoctorITCase {
    private static StandInModel model;
    private static WrappedSystem system;
    private static RunningJob wrapped;
    private static RunningJob reports;
    private static Admin admin;

    /** Before anything was broken. */
    private static Diagnosis well;

    /** What a run of the command left. */
    private record Diagnosis(int code, String printed) {
        JsonNode check(String name) {
            for (JsonNode check : Json.read(printed).path("checks")) {
                if (name.equals(
                        check.path("area").asText() + ": " + check.path("check").asText())) {
                    return check;
                }
            }
            throw new AssertionError("no check '" + name + "' in " + printed);
        }

        String outcome(String name) {
            return check(name).path("outcome").asText();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        model = new StandInModel();
        model.behave(prompt -> Behaviour.LYING);
        system = WrappedSystem.create("doctor");
        system.askModelAt(model.url());
        wrapped =
                FlinkCluster.shared()
                        .submit(
                                WrappedJob.NAME,
                                2,
                                "",
                                environment -> WrappedJob.add(environment, system.options()));
        reports =
                FlinkCluster.shared()
                        .submit(
                                ReportJob.NAME,
                                2,
                                "",
                                environment -> ReportJob.add(environment, system.options()));
        admin = Admin.create(KafkaOptions.clientProperties(system.options()));
        Feed feed = system.feed();
        Listening.year("ana").forEach(feed::send);
        feed.awaitOutcomes();
        Awaitility.await("a deployment that is well")
                .untilAsserted(
                        () -> {
                            Diagnosis diagnosis = doctor("--json");
                            assertThat(diagnosis.code()).as(diagnosis.printed()).isZero();
                        });
        well = doctor();
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        reports.close();
        wrapped.close();
        system.close();
        model.close();
    }

    @Test
    void whatIsWellIsTold() {
        assertThat(well.code()).as(well.printed()).isZero();
        assertThat(well.printed())
                .contains(
                        "brokers: 1 broker at " + Servers.shared().bootstrap(),
                        "version: brokers of Kafka 4.",
                        "topic doctor.play: 2 partitions, 1 replica, kept 400 d",
                        "unread doctor.play: ",
                        "table doctor: layout 1, 2 salt buckets, 2 regions, all of them serve",
                        "job wrapped: running for ",
                        "jar of wrapped-reports: Wrapped 0.",
                        "checkpoints of wrapped: the last one completed ",
                        "reviews: ",
                        "wrapped.review-interval is 300 ms",
                        "one word: stand-in answers in ",
                        "Kafka and Flink: Kafka and Flink differ by ")
                // It may stand on a line of its own.
                .containsPattern("savepoint folder:\\s+file:")
                .doesNotContainPattern("(?m)^ +(failed|warning|not seen|skipped) ");
        assertThat(Servers.FOLDER.resolve("flink/savepoints")).isEmptyDirectory();
    }

    @Test
    void topicsThatAreNotAsCreatedAreNamed() throws Exception {
        Topics topics = Topics.from(system.options());

        set(topics.play(), "retention.ms", "604800000");
        set(topics.control(), "message.timestamp.type", "CreateTime");
        admin.createPartitions(Map.of(topics.deadLetters(), NewPartitions.increaseTo(3)))
                .all()
                .get();
        admin.deleteTopics(List.of(topics.importOutcomes())).all().get();
        Diagnosis broken = doctor("--json", "--skip=hbase,flink,model");
        set(topics.play(), "retention.ms", "34560000000");
        set(topics.control(), "message.timestamp.type", "LogAppendTime");

        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.check("Kafka: topic " + topics.play()).path("found").asText())
                .isEqualTo("retention.ms is 7 d, and `wrapped create` sets 400 d");
        assertThat(broken.outcome("Kafka: topic " + topics.play())).isEqualTo("WARNING");
        assertThat(broken.outcome("Kafka: topic " + topics.control())).isEqualTo("FAILED");
        assertThat(broken.check("Kafka: topic " + topics.control()).path("remedy").asText())
                .endsWith("--add-config message.timestamp.type=LogAppendTime");
        assertThat(broken.check("Kafka: topic " + topics.deadLetters()).path("found").asText())
                .isEqualTo("3 partitions, and topics.partitions is 2");
        assertThat(broken.check("Kafka: topic " + topics.importOutcomes()).path("found").asText())
                .isEqualTo("there is no topic " + topics.importOutcomes());
        assertThat(broken.outcome("Kafka: topic " + topics.profile())).isEqualTo("OK");
    }

    /** A group of that name has read nothing, whatever the jobs did. */
    @Test
    void recordsThatWereDeletedUnreadAreNamed() throws Exception {
        String topic = Topics.from(system.options()).play();
        TopicPartition partition = new TopicPartition(topic, 0);
        admin.alterConsumerGroupOffsets("behind-plays", Map.of(partition, new OffsetAndMetadata(1)))
                .all()
                .get();
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();

        Diagnosis broken = doctor("--json", "--skip=hbase,flink,model", "-Dkafka.group-id=behind");

        assertThat(broken.outcome("Kafka: unread " + topic)).isEqualTo("FAILED");
        assertThat(broken.check("Kafka: unread " + topic).path("found").asText())
                .startsWith("3 records at most were deleted before group behind-plays read them");
    }

    @Test
    void aDeadKafkaHidesNothingElse() throws Exception {
        Diagnosis broken = doctor("--json", "--kafka=" + nobody());

        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.outcome("Kafka: brokers")).isEqualTo("FAILED");
        assertThat(broken.outcome("Kafka: topic doctor.play")).isEqualTo("UNKNOWN");
        assertThat(broken.outcome("HBase: table doctor")).isEqualTo("OK");
        assertThat(broken.outcome("Flink: job wrapped")).isEqualTo("OK");
    }

    @Test
    void aTableThatIsAwayOrDoesNotServeIsNamed() throws Exception {
        Diagnosis away = doctor("--json", "--skip=kafka,flink,model", "-Dhbase.table=nowhere");
        Diagnosis disabled;
        var configuration = HBaseConfiguration.create();
        configuration.set(
                "hbase.zookeeper.quorum", system.options().get(HBaseOptions.ZOOKEEPER_QUORUM));
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                var tables = connection.getAdmin()) {
            TableName name = TableName.valueOf("doctor");
            tables.disableTable(name);
            disabled = doctor("--json", "--skip=kafka,flink,model");
            tables.enableTable(name);
        }

        assertThat(away.check("HBase: table nowhere").path("found").asText())
                .isEqualTo("there is no table nowhere");
        assertThat(disabled.code()).isEqualTo(1);
        assertThat(disabled.check("HBase: table doctor").path("remedy").asText())
                .contains("enable 'doctor'");
    }

    /** Kafka has three quarters of the limit, which is to do on a busy machine. */
    @Test
    void anHBaseThatHangsIsSaidToAndHidesNothingElse() throws Exception {
        Diagnosis diagnosis =
                Servers.shared()
                        .pauseHBaseWhile(
                                () -> doctor("--json", "--skip=flink,model", "--timeout=8s"));

        assertThat(diagnosis.outcome("HBase: servers")).as(diagnosis.printed()).isEqualTo("FAILED");
        assertThat(diagnosis.outcome("HBase: table doctor")).isEqualTo("UNKNOWN");
        assertThat(diagnosis.outcome("Kafka: brokers")).isEqualTo("OK");
    }

    @Test
    void aModelThatIsBusyBrokenSilentOrAwayIsNamed() throws Exception {
        try {
            model.behave(prompt -> Behaviour.BUSY);
            Diagnosis busy = doctor("--json", "--skip=kafka,hbase,flink");
            assertThat(busy.code()).isEqualTo(3);
            assertThat(busy.outcome("Model: one word")).isEqualTo("WARNING");
            model.behave(prompt -> Behaviour.BROKEN);
            assertThat(model("--timeout=20s")).contains("HTTP 500");
            model.behave(prompt -> Behaviour.SILENT);
            assertThat(model("--timeout=5s")).contains("does not answer in time");
            assertThat(model("--model-url=http://" + nobody())).contains("nobody listens");
        } finally {
            model.behave(prompt -> Behaviour.LYING);
        }
    }

    /** As on Kubernetes, where each job is a cluster of its own. */
    @Test
    void jobsAreFoundInWhicheverOfSeveralFlinksTheyAre() throws Exception {
        Configuration small = new Configuration();
        small.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        small.set(RestOptions.ADDRESS, "127.0.0.1");
        small.set(RestOptions.BIND_PORT, "0");
        small.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        small.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
        small.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
        Diagnosis status;
        Diagnosis diagnosis;
        String empty;
        try (MiniCluster other =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder().setConfiguration(small).build())) {
            other.start();
            empty = other.getRestAddress().get().toString();
            FlinkRest rest = new FlinkRest(empty);
            // Until it has elected its leader it answers nobody.
            Awaitility.await("a second Flink")
                    .ignoreExceptions()
                    .until(() -> rest.get("/jobs/overview").has("jobs"));
            status = run("status", "--json", "--flink=" + empty);
            diagnosis = doctor("--json", "--skip=kafka,hbase,model", "--flink=" + empty);
        }

        JsonNode jobs = Json.read(status.printed()).path("jobs");
        assertThat(jobs.at("/0/state").asText()).isEqualTo("RUNNING");
        assertThat(jobs.at("/0/flink").asText()).isEqualTo(FlinkCluster.shared().address());
        // Another test may have ended it.
        assertThat(jobs.at("/1/id").isTextual()).isTrue();
        assertThat(diagnosis.outcome("Flink: job wrapped")).isEqualTo("OK");
        assertThat(diagnosis.outcome("Flink: version of " + empty.replace("http://", "")))
                .isEqualTo("OK");
    }

    @Test
    void aJobThatWasCancelledIsNamed() throws Exception {
        reports.close();

        Diagnosis diagnosis = doctor("--json", "--skip=kafka,hbase,model");

        assertThat(diagnosis.code()).isEqualTo(1);
        assertThat(diagnosis.check("Flink: job wrapped-reports").path("found").asText())
                .isEqualTo("it is canceled");
        assertThat(diagnosis.outcome("Flink: job wrapped")).isEqualTo("OK");
    }

    private static String model(String option) throws IOException {
        Diagnosis diagnosis = doctor("--json", "--skip=kafka,hbase,flink", option);
        assertThat(diagnosis.outcome("Model: one word")).isEqualTo("FAILED");
        return diagnosis.check("Model: one word").path("found").asText();
    }

    private static void set(String topic, String setting, String value) throws Exception {
        admin.incrementalAlterConfigs(
                        Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry(setting, value),
                                                AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static Diagnosis doctor(String... more) throws IOException {
        return run("doctor", more);
    }

    /** Runs a command with the system's options and what is added. */
    private static Diagnosis run(String command, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        system.options().toMap().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        try {
            arguments.add("--flink=" + FlinkCluster.shared().address());
        } catch (Exception e) {
            throw new IOException("Flink has no address", e);
        }
        arguments.addAll(Arrays.asList(more));
        PrintStream usual = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            int code = Wrapped.run(arguments.toArray(String[]::new));
            return new Diagnosis(code, printed.toString(UTF_8));
        } finally {
            System.setOut(usual);
        }
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
