package io.wrapped.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.TopicOptions;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.LoadUser;
import io.wrapped.system.StandInModel.Behaviour;
import io.wrapped.system.harness.Command;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.Stored;
import io.wrapped.system.harness.WrappedSystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code wrapped load} beside a listener, whom it must not concern. */
class LoadITCase {
    private static final String ANN = "ann";

    private static StandInModel model;
    private static WrappedSystem system;
    private static Store store;
    private static Feed feed;

    @BeforeAll
    static void start() throws Exception {
        model = new StandInModel();
        // So that there are dead letters of the report job.
        model.behave(prompt -> Behaviour.LYING);
        system = WrappedSystem.create("load");
        system.askModelAt(model.url());
        system.startWrapped();
        system.startReports();
        store = system.store();
        feed = system.feed();
        Listening.year(ANN).forEach(feed::send);
        feed.awaitOutcomes();
        store.await(ANN, Listening.YEAR, Slot.LIVE, document -> streams(document) > 100);
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
        model.close();
    }

    @Test
    void aLoadIsMeasuredAndGoesWithoutATrace() throws Exception {
        SortedMap<String, Store.Value> before = store.cellsByName();

        Command loaded =
                load(
                        "--run=first",
                        "--users=8",
                        "--plays=400",
                        "--reads=100",
                        "--triggers=2",
                        "--yes",
                        "--for=6s",
                        "--window=2s",
                        "--json");

        assertThat(loaded.code()).as(loaded.out()).isZero();
        JsonNode told = Json.read(loaded.out());
        assertThat(told.path("plays").asLong()).isBetween(1L, 2_400L);
        assertThat(told.path("followed").asLong()).isPositive();
        assertThat(told.at("/writes/seen")).isEqualTo(told.path("followed"));
        assertThat(told.at("/writes/p50_ms").asDouble()).isPositive();
        assertThat(told.at("/reads/done").asLong()).isBetween(1L, 600L);
        assertThat(told.path("triggers").asLong()).isBetween(1L, 12L);
        assertThat(told.path("windows")).hasSize(3);
        Topics topics = Topics.from(system.options());
        // Told behind all triggers of the load.
        feed.trigger(Listening.only("behind the load", "nobody"));
        Awaitility.await("the end of all stories asked for")
                .until(
                        () -> {
                            long asked = held(topics.reportRequests());
                            return asked > 0 && held(topics.reportFailures()) == asked;
                        });
        assertThat(ofLoads()).isNotEmpty();
        assertThat(refusal("--run=first")).contains("run first is there already");
        assertThat(load("--remove", "--run=other").out()).contains("no users of run other");

        Command removed = load("--remove", "--run=first");

        assertThat(removed.code()).as(removed.out()).isZero();
        assertThat(removed.out())
                .contains("8 users of run first are erased", "400 days after it was sent");
        assertThat(held(topics.reportRequests())).isZero();
        assertThat(held(topics.reportFailures())).isZero();
        assertThat(store.cellsByName()).isEqualTo(before);
        assertThat(load("--remove", "--json").out().strip())
                .isEqualTo("{\"users\":8,\"records\":0,\"left\":[]}");
    }

    @Test
    void aPrefixThatAListenerHasIsRefused() throws Exception {
        String eve = LoadUser.PREFIX + "eve";
        feed.send(Listening.play(eve, "one", 1, Listening.SILENT.atTime(12, 0)));
        feed.awaitOutcomes();
        store.await(eve, Listening.YEAR, Slot.LIVE, document -> !document.isEmpty());

        assertThat(refusal("--run=second"))
                .contains("begins with " + LoadUser.PREFIX + ", which only users of loads may")
                .contains(eve);
        assertThat(load("--remove").code()).isZero();

        assertThat(store.document(eve, Listening.YEAR, Slot.LIVE)).isNotEmpty();
        assertThat(Command.run(system.options(), "erase", eve).code()).isZero();
    }

    @Test
    void topicsThatAreNotThereAreNamed() {
        Configuration options = new Configuration(system.options());
        options.set(TopicOptions.PLAY, "nowhere");

        assertThat(refusal(options)).contains("Kafka lacks a topic of nowhere", "wrapped create");
    }

    private static Command load(String... arguments) {
        return load(system.options(), arguments);
    }

    private static Command load(Configuration options, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "load";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Command.run(options, all);
    }

    private static String refusal(String... arguments) {
        return refusal(system.options(), arguments);
    }

    /** What a load said on standard error that did not run. */
    private static String refusal(Configuration options, String... arguments) {
        PrintStream usual = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, UTF_8));
        try {
            assertThat(load(options, arguments).code()).isEqualTo(1);
        } finally {
            System.setErr(usual);
        }
        return errors.toString(UTF_8);
    }

    /** Records of users of loads that hold, after all that was taken back. */
    private static long held(String topic) {
        Map<ByteBuffer, byte[]> last = new HashMap<>();
        for (Stored record : system.read(topic)) {
            last.put(ByteBuffer.wrap(record.key()), record.value());
        }
        return last.entrySet().stream()
                .filter(
                        record ->
                                UTF_8.decode(record.getKey().duplicate())
                                        .toString()
                                        .startsWith(LoadUser.PREFIX))
                .filter(record -> record.getValue() != null)
                .count();
    }

    private static SortedMap<String, Store.Value> ofLoads() throws Exception {
        return store.cellsByName().subMap(LoadUser.PREFIX, LoadUser.PREFIX + Character.MAX_VALUE);
    }

    private static int streams(String document) {
        return document.isEmpty() ? 0 : Json.streams(document);
    }
}
