package io.wrapped.operators.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.wrapped.operators.story.Message.Role;
import io.wrapped.operators.story.ModelReply.Answer;
import io.wrapped.operators.story.ModelReply.PermanentFailure;
import io.wrapped.operators.story.ModelReply.TransientFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpModelClientTest {
    private static final String COMPLETION =
            """
            {"choices":[{"message":{"role":"assistant","content":"Hello"}}],
             "usage":{"prompt_tokens":12,"completion_tokens":3}}\
            """;
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile String received = "";
    private volatile String authorization = "";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private ModelReply ask(HttpHandler handler) throws IOException {
        server.createContext("/v1/chat/completions", handler);
        return ask(url(), "secret");
    }

    private static ModelReply ask(String url, String key) throws IOException {
        return ask(Requests.settings(url), key);
    }

    private static ModelReply ask(StorySettings settings, String key) throws IOException {
        try (ModelClient client = new HttpModelClient(settings, key, CLOCK)) {
            return client.ask(List.of(new Message(Role.USER, "Hi \"you\""))).join();
        }
    }

    private HttpHandler respond(int status, String body, String... headers) {
        return exchange -> {
            received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            send(exchange, status, body);
        };
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void anAnswerBringsItsTextAndTokens() throws IOException {
        assertThat(ask(respond(200, COMPLETION))).isEqualTo(new Answer("Hello", 12, 3));
        assertThat(authorization).isEqualTo("Bearer secret");
        assertThat(received)
                .isEqualTo(
                        "{\"model\":\"a-model\",\"max_tokens\":600,\"temperature\":0.4,"
                                + "\"stream\":false,\"messages\":[{\"role\":\"user\","
                                + "\"content\":\"Hi \\\"you\\\"\"}]}");
    }

    @Test
    void withoutAKeyNoneIsSent() throws IOException {
        server.createContext("/v1/chat/completions", respond(200, COMPLETION));

        assertThat(ask(url(), null)).isInstanceOf(Answer.class);
        assertThat(authorization).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 529})
    void aBusyOrBrokenServerIsWorthAnotherAttempt(int status) throws IOException {
        assertThat(ask(respond(status, "overloaded")))
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure ->
                                assertThat(failure.reason())
                                        .contains("HTTP " + status)
                                        .contains("overloaded"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "Thu, 01 Jan 2026 00:00:30 GMT | 30",
                "Wed, 01 Jan 2020 00:00:30 GMT | 0"
            })
    void theServersWishToWaitIsRead(String header, long seconds) throws IOException {
        assertThat(ask(respond(429, "", "Retry-After", header)))
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure ->
                                assertThat(failure.retryAfter())
                                        .isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void aWishThatCannotBeReadIsNone() throws IOException {
        assertThat(ask(respond(429, "", "Retry-After", "soon")))
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure -> assertThat(failure.retryAfter()).isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404})
    void aRefusalIsPermanent(int status) throws IOException {
        assertThat(ask(respond(status, "no such model"))).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void theKeyIsNotShownWhereAServerEchoesIt() throws IOException {
        assertThat(ask(respond(401, "bad key: secret")))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure ->
                                assertThat(failure.reason())
                                        .contains("bad key: ***")
                                        .doesNotContain("secret"));
    }

    @Test
    void aKeyThatNoHeaderCarriesIsRefusedAndNotShown() {
        assertThatThrownBy(() -> ask(url(), "sec\nret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the key in ")
                .hasMessageNotContainingAny("sec", "ret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"choices\":[]}", "", "{\"choices\":"})
    void aBodyThatCannotBeReadIsPermanent(String body) throws IOException {
        assertThat(ask(respond(200, body)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).contains("HTTP 200"));
    }

    @Test
    void halfABodyIsWorthAnotherAttempt() throws IOException {
        assertThat(
                        ask(
                                exchange -> {
                                    exchange.sendResponseHeaders(200, 1_000);
                                    exchange.getResponseBody()
                                            .write("{\"choices\":".getBytes(UTF_8));
                                    exchange.getResponseBody().flush();
                                    throw new IOException("gone");
                                }))
                .isInstanceOf(TransientFailure.class);
    }

    @Test
    void silenceEndsWithTheTimeout() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        try {
            assertThat(ask(Requests.settings(url(), 3, Duration.ofMillis(200)), null))
                    .isInstanceOfSatisfying(
                            TransientFailure.class,
                            failure -> assertThat(failure.reason()).contains("Timeout"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void aRefusedConnectionIsWorthAnotherAttempt() throws IOException {
        String url = url();
        server.stop(0);

        assertThat(ask(url, null)).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, http://localhost:8000/v1/chat/completions",
        "http://localhost:8000/, http://localhost:8000/v1/chat/completions",
        "https://api.example.com/v1/, https://api.example.com/v1/chat/completions",
        "https://example.com/v1beta, https://example.com/v1beta/chat/completions",
        "https://example.com/x/chat/completions, https://example.com/x/chat/completions",
    })
    void theEndpointFollowsFromTheBaseUrl(String baseUrl, String endpoint) {
        assertThat(ChatRequest.endpoint(baseUrl)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://example.com", "http://", "not an address"})
    void aBaseUrlThatIsNoneIsNamed(String baseUrl) {
        assertThatThrownBy(() -> ChatRequest.endpoint(baseUrl))
                .hasMessageContaining("story.base-url")
                .hasMessageContaining(baseUrl);
    }
}
