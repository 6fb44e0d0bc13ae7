package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.SecureKafka;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both jobs with a broker that asks for TLS, a login and rights (docs/security.md). */
class SecureKafkaITCase {
    private static final String NAME = "secure";
    private static final String MAKER = "maker";
    private static final String JOBS = "jobs";
    private static final String STRANGER = "stranger";
    private static final Path FLINK = Servers.FOLDER.resolve("secure-flink");

    private static SecureKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecureKafka.start(MAKER, JOBS, STRANGER);
        kafka.grantMaking(MAKER, NAME);
        kafka.grantRunning(JOBS, NAME);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aYearIsToldAndThePasswordIsNowhere() throws Exception {
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create(NAME, options(kafka.login(MAKER)));
                FlinkProcesses flink = FlinkProcesses.start(FLINK, 1)) {
            // Who made the topics does not run the jobs, and who runs them could not make one.
            system.options().set(KafkaOptions.PROPERTIES, kafka.chartLogin(JOBS));
            model.behave(prompt -> Behaviour.HONEST);
            system.askModelAt(model.url());
            try (ProcessJob wrapped = submit(flink, WrappedJob.class, system);
                    ProcessJob reports = submit(flink, ReportJob.class, system)) {
                Feed feed = system.feed();
                Listening.year("ana").forEach(feed::send);
                feed.awaitOutcomes();
                Map<String, Long> told = feed.trigger(Listening.only("tell", "ana"));

                assertThat(system.store().documents(told, YEAR, Slot.FINAL)).hasSize(1);
                Awaitility.await().until(() -> model.prompts().size() > 2);
                assertThat(whatHolds(kafka.password(JOBS), wrapped, reports)).isEmpty();
                // What was looked at is there: kept jobs with the way to the password, checkpoints,
                // and an interface that answers.
                assertThat(whatHolds("sasl.jaas.config", wrapped, reports))
                        .anyMatch(place -> place.startsWith(FLINK.resolve("ha").toString()));
                assertThat(whatHolds("", wrapped, reports))
                        .anyMatch(place -> place.endsWith("/_metadata"));
                assertThat(wrapped.shown()).contains(wrapped.id());
                assertThat(reports.shown()).contains(reports.id());
            }
        }
    }

    @Test
    void aWrongPasswordAndMissingRightsAreSaidAsSuch() throws Exception {
        assertThatThrownBy(() -> create(kafka.wrongLogin(JOBS)))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> create(kafka.login(STRANGER)))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void onlyTheMakerMakesTopics() throws Exception {
        String topic = NAME + ".more";
        assertThatThrownBy(() -> make(topic, kafka.login(JOBS)))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        make(topic, kafka.login(MAKER));
    }

    private static void make(String topic, Map<String, String> login) throws Exception {
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options(login)))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void create(Map<String, String> login) throws IOException {
        Configuration options = options(login);
        TopicAdmin.create(kafka.bootstrap(), options, login);
    }

    private static Configuration options(Map<String, String> login) {
        Configuration options = new Configuration();
        options.set(KafkaOptions.BOOTSTRAP_SERVERS, kafka.bootstrap());
        options.set(KafkaOptions.PROPERTIES, login);
        return options;
    }

    private static ProcessJob submit(FlinkProcesses flink, Class<?> job, WrappedSystem system)
            throws Exception {
        ProcessJob submitted = flink.submit(flink.jar(), job.getName(), 2, "", system.options());
        submitted.awaitRunning();
        return submitted;
    }

    /** Which logs, checkpoints, kept jobs and answers of Flink's interface hold some words. */
    private static List<String> whatHolds(String words, ProcessJob... jobs) throws IOException {
        List<String> holders = new ArrayList<>();
        Files.walkFileTree(
                FLINK,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile() && read(file).contains(words)) {
                            holders.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** A checkpoint that another one took the place of. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        for (ProcessJob job : jobs) {
            if (job.shown().contains(words)) {
                holders.add("Flink's interface, job " + job.id());
            }
        }
        return holders;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
