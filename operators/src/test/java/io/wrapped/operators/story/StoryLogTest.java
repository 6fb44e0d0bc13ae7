package io.wrapped.operators.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.story.ModelReply.TransientFailure;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.logging.LoggedUser;
import io.wrapped.state.story.Fingerprint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong with a story, its log lines name the report and hash the user. */
class StoryLogTest {
    private static final String USER = "listener-4711";
    private static final ReportRequest REQUEST = Requests.request(USER, 5, 9);
    private static final String REPORT = "command/2025-05-05/9";

    private final FakeStore store = new FakeStore();
    private final ManualTasks tasks = new ManualTasks();
    private final Lines lines = new Lines();
    private final Logger root = LoggerContext.getContext(false).getRootLogger();

    /** All that is logged, with its fields. */
    private static final class Lines extends AbstractAppender {
        private final List<String> texts = new ArrayList<>();
        private final List<Map<String, String>> fields = new ArrayList<>();

        Lines() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringWriter text = new StringWriter();
            text.append(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(text));
            }
            texts.add(text.toString());
            fields.add(event.getContextData().toMap());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        Configurator.setRootLevel(Level.INFO);
    }

    @AfterEach
    void listenNoMore() {
        root.removeAppender(lines);
        Configurator.setRootLevel(Level.OFF);
    }

    private void tell(ModelClient model) {
        StorySettings settings = Requests.settings("http://localhost");
        Backoff backoff = new Backoff(settings.backoffMin(), settings.backoffMax(), () -> 0);
        Pace pace = new Pace(tasks, backoff, new CallRate(0, () -> 0));
        StoryMetrics metrics = new StoryMetrics(new UnregisteredMetricsGroup());
        CompletableFuture<StoryOutcome> told =
                new StoryTeller(settings, model, store, pace, metrics).tell(REQUEST);
        tasks.runAll();
        assertThat(told).isCompleted();
    }

    private void assertLines(String... beginnings) {
        assertThat(lines.texts).hasSize(beginnings.length);
        String fingerprint = Fingerprint.of(REQUEST.factsJson(), Prompt.VERSION, "a-model", "en");
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(lines.texts.get(i))
                    .startsWith(beginnings[i])
                    .contains(REPORT, fingerprint, LoggedUser.of(USER))
                    .doesNotContain(USER);
            assertThat(lines.fields.get(i))
                    .isEqualTo(
                            Map.of(
                                    "report",
                                    REPORT,
                                    "user",
                                    LoggedUser.of(USER),
                                    "fingerprint",
                                    fingerprint));
        }
    }

    @Test
    void aStoreThatNamesItsRows() {
        store.failNext(1);

        tell(new ScriptedModel());

        assertLines("Attempt 1 at reading what is stored of report ");
        assertThat(lines.texts.get(0)).contains("IllegalStateException: region of row '");
    }

    @Test
    void aModelThatIsBusyUntilTheEnd() {
        TransientFailure busy = new TransientFailure("HTTP 429", null);

        tell(new ScriptedModel(busy, busy, busy));

        assertLines("Call 1 of the model for ", "Call 2 of the model for ", "No story for report ");
        assertThat(lines.texts.get(2)).endsWith(": MODEL_UNAVAILABLE");
    }

    @Test
    void aFaultThatNamesTheUser() {
        tell(
                new ModelClient() {
                    @Override
                    public CompletableFuture<ModelReply> ask(List<Message> messages) {
                        throw new IllegalStateException("a fault at " + USER);
                    }

                    @Override
                    public void close() {}
                });

        assertLines("A fault while telling the story of report ", "No story for report ");
        assertThat(lines.texts.get(0)).contains("IllegalStateException: a fault at #");
    }
}
