package io.wrapped.operators.story;

import static io.wrapped.operators.story.Requests.epochDay;
import static io.wrapped.operators.story.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wrapped.operators.story.StoryOutcome.Result;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.story.StoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report job's heart on a real cluster, with a real HTTP server that is busy at first. */
class StoryFunctionITCase {
    private static final int USERS = 20;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static FakeStore store;

    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startModel() throws Exception {
        store = new FakeStore();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    boolean isBusy = calls.incrementAndGet() <= 10;
                    byte[] body =
                            """
                            {"choices":[{"message":{"content":
                            "{\\"title\\":\\"Halo\\",\\"text\\":\\"You danced.\\"}"}}]}\
                            """
                                    .getBytes(UTF_8);
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(isBusy ? 429 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopModel() {
        server.stop(0);
        threads.shutdownNow();
    }

    private List<StoryOutcome> run(List<ReportRequest> requests) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);
        StorySettings settings =
                Requests.settings("http://127.0.0.1:" + server.getAddress().getPort(), 20);
        ResourceFactory<StoryStore> stores = () -> store;
        List<StoryOutcome> outcomes = new ArrayList<>();
        try (CloseableIterator<StoryOutcome> results =
                new StoryFunction(settings, () -> new HttpModelClient(settings), stores)
                        .tell(env.fromData(requests).keyBy(ReportRequest::userId))
                        .executeAndCollect()) {
            results.forEachRemaining(outcomes::add);
        }
        return outcomes;
    }

    @Test
    void allStoriesAreWrittenInEachUsersOrderAndASecondRunPaysNothing() throws Exception {
        List<ReportRequest> requests = new ArrayList<>();
        for (int day = 5; day <= 7; day++) {
            for (int user = 0; user < USERS; user++) {
                requests.add(request("u" + user, day));
            }
        }

        List<StoryOutcome> first = run(requests);
        int paid = calls.get();
        List<StoryOutcome> second = run(requests);

        assertThat(first).hasSize(3 * USERS);
        assertThat(first).extracting(StoryOutcome::result).containsOnly(Result.COMPLETE);
        for (int user = 0; user < USERS; user++) {
            String prefix = "u" + user + "/";
            assertThat(store.writes)
                    .filteredOn(write -> write.startsWith(prefix))
                    .containsExactly(
                            prefix + epochDay(5) + "/COMPLETE",
                            prefix + epochDay(6) + "/COMPLETE",
                            prefix + epochDay(7) + "/COMPLETE");
        }
        assertThat(second).extracting(StoryOutcome::result).containsOnly(Result.SKIPPED);
        assertThat(calls).hasValue(paid);
    }
}
