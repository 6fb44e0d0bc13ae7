package io.wrapped.system;

import static io.wrapped.system.Listening.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wrapped.jobs.KafkaOptions;
import io.wrapped.jobs.ReportJob;
import io.wrapped.jobs.WrappedJob;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.TopicAdmin;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.logging.LoggedUser;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.SecureKafka;
import io.wrapped.system.harness.Servers;
import io.wrapped.system.harness.WrappedSystem;
import io.wrapped.system.processes.FlinkProcesses;
import io.wrapped.system.processes.ProcessJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** The model's, in the environment of the processes and nowhere else. */
    private static final String KEY = "key-" + UUID.randomUUID();

    /** Whom nothing else is called as. */
    private static final String LISTENER = "listener-" + UUID.randomUUID();

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
    void aYearIsToldAndNoSecretIsShown() throws Exception {
        Map<String, String> variables = Map.of(StoryOptions.API_KEY_ENV.defaultValue(), KEY);
        try (StandInModel model = new StandInModel();
                WrappedSystem system = WrappedSystem.create(NAME, options(kafka.login(MAKER)));
                FlinkProcesses flink = FlinkProcesses.start(FLINK, 1, variables)) {
            // Who made the topics does not run the jobs, and who runs them could not make one.
            system.options().set(KafkaOptions.PROPERTIES, kafka.chartLogin(JOBS));
            model.behave(
                    prompt -> model.prompts().size() < 2 ? Behaviour.BROKEN : Behaviour.HONEST);
            system.askModelAt(model.url());
            try (ProcessJob wrapped = submit(flink, WrappedJob.class, system);
                    ProcessJob reports = submit(flink, ReportJob.class, system)) {
                Feed feed = system.feed();
                String plays = Topics.from(system.options()).play();
                feed.sendUnmarked(plays, LISTENER, (LISTENER + " is no play").getBytes(UTF_8));
                Listening.year(LISTENER).forEach(feed::send);
                feed.awaitOutcomes();
                Map<String, Long> told = feed.trigger(Listening.only("tell", LISTENER));

                assertThat(system.store().documents(told, YEAR, Slot.FINAL)).hasSize(1);
                Awaitility.await().until(() -> model.prompts().size() > 3);

                Exposure shown = shown(flink, system, variables, wrapped, reports);
                // Of the report job and of the doctor, who both asked it.
                assertThat(model.logins()).containsExactly("Bearer " + KEY);
                assertThat(shown.holding(KEY, kafka.password(JOBS), LISTENER)).isEmpty();
                Exposure kept =
                        new Exposure()
                                .files(FLINK)
                                .files(kafka.data())
                                .text("HBase", system.store().cells().toString())
                                .text("options", system.options().toMap().toString());
                assertThat(kept.holding(KEY, kafka.password(JOBS))).isEmpty();

                // What was looked for would have been found.
                assertThat(shown.holding(wrapped.id())).contains(interfaceOf(wrapped, "/config"));
                assertThat(shown.holding(reports.id())).contains("wrapped status");
                assertThat(shown.holding("TaskManagerRunner --configDir"))
                        .anyMatch(place -> place.startsWith("process "));
                assertThat(shown.holding(LoggedUser.of(LISTENER)))
                        .anyMatch(place -> place.startsWith(flink.logs().toString()));
                assertThat(kept.holding(LISTENER))
                        .contains("HBase")
                        .anyMatch(place -> place.startsWith(kafka.data().toString()));
                assertThat(kept.holding("sasl.jaas.config"))
                        .anyMatch(place -> place.startsWith(FLINK.resolve("ha").toString()));
                assertThat(kept.holding("")).anyMatch(place -> place.endsWith("/_metadata"));
            }
        }
    }

    /** What those see who may not see secrets, nor who listens. */
    private static Exposure shown(
            FlinkProcesses flink,
            WrappedSystem system,
            Map<String, String> variables,
            ProcessJob... jobs)
            throws Exception {
        String address = "--flink=" + flink.address();
        Command status =
                Command.runByScript(variables, system.options(), "status", "--json", address);
        Command doctor =
                Command.runByScript(variables, system.options(), "doctor", "--json", address);
        assertThat(doctor.out()).contains("one word").contains(kafka.bootstrap());
        // A JobManager that is out of breath may have been elected anew.
        for (ProcessJob job : jobs) {
            job.awaitRunning();
        }
        return new Exposure()
                .files(flink.logs())
                .processes()
                .flink(flink.address())
                .text("wrapped status", status.out())
                .text("wrapped doctor", doctor.out());
    }

    private static String interfaceOf(ProcessJob job, String path) {
        return "Flink's interface, /jobs/" + job.id() + path;
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
}
