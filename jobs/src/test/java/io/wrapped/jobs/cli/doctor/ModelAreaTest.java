package io.wrapped.jobs.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.operators.story.StoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelAreaTest {
    private static final String PATH = "/v1/chat/completions";
    private static final String ANSWER =
            "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"yes\"}}]}";

    private final Configuration options = new Configuration();
    private final Map<String, String> environment = new HashMap<>();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        options.set(StoryOptions.BASE_URL, server.address());
        options.set(StoryOptions.MODEL, "large");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Verdict ask() throws Exception {
        return ask(Duration.ofSeconds(20));
    }

    private Verdict ask(Duration limit) throws Exception {
        Area area = new ModelArea(options, limit, environment::get);
        List<Finding> findings = new Examination(limit).of(List.of(area));
        assertThat(findings).hasSize(1);
        return findings.get(0).verdict();
    }

    private Verdict failed(int status, String body) throws Exception {
        server.answer(PATH, status, body);
        Verdict verdict = ask();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        return verdict;
    }

    @Test
    void aModelIsAskedForOneWordAsTheJobAsks() throws Exception {
        environment.put("WRAPPED_MODEL_API_KEY", " secret ");
        server.answer(PATH, ANSWER);

        Verdict verdict = ask();

        assertThat(verdict.outcome()).isEqualTo(Outcome.OK);
        assertThat(verdict.found()).startsWith("large answers in ");
        assertThat(server.asked(PATH))
                .startsWith("Bearer secret {")
                .contains("\"model\":\"large\"", "\"max_tokens\":16", "\"stream\":false");
    }

    @Test
    void withoutAModelNothingIsAsked() throws Exception {
        options.removeConfig(StoryOptions.BASE_URL);
        options.removeConfig(StoryOptions.MODEL);

        assertThat(ask().outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void halfOfAModelIsNamed() throws Exception {
        options.removeConfig(StoryOptions.MODEL);
        assertThat(ask().found()).isEqualTo("story.model is not set, but must");
        options.set(StoryOptions.MODEL, "large");
        options.set(StoryOptions.BASE_URL, "nonsense");
        assertThat(ask().found()).startsWith("story.base-url is 'nonsense'");
    }

    @Test
    void aMissingKeyAndARefusedOneAreToldApart() throws Exception {
        assertThat(failed(401, "{}").found())
                .startsWith("it wants a key, and WRAPPED_MODEL_API_KEY is not set here");
        environment.put("WRAPPED_MODEL_API_KEY", "secret");
        Verdict refused = failed(403, "no, secret");
        assertThat(refused.found())
                .isEqualTo("it refuses the key in WRAPPED_MODEL_API_KEY (HTTP 403: no, ***)");
        assertThat(refused.remedy()).contains("export WRAPPED_MODEL_API_KEY=…", "large");
    }

    @Test
    void aKeyThatNoHeaderCarriesIsNotShown() throws Exception {
        for (String key : List.of("sec\nret", "sec\u0000ret", "sec\u20acret")) {
            environment.put("WRAPPED_MODEL_API_KEY", key);

            Verdict verdict = ask();

            assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(verdict.found())
                    .startsWith("the key in WRAPPED_MODEL_API_KEY has characters")
                    .doesNotContain("sec", "ret");
            assertThat(verdict.remedy()).contains("export WRAPPED_MODEL_API_KEY=…");
        }
    }

    @Test
    void anUnknownModelAndAWrongAddressAreToldApart() throws Exception {
        Verdict model = failed(404, "{\"error\": \"The model `large` does not exist\"}");
        assertThat(model.found()).startsWith("it does not know a model large");
        assertThat(model.remedy()).endsWith("curl " + server.address() + "/v1/models");

        assertThat(failed(400, "{\"code\": \"model_not_found\"}").found())
                .startsWith("it does not know a model large");
        assertThat(failed(400, "large is not a valid model ID").found())
                .startsWith("it does not know a model large");

        options.set(StoryOptions.BASE_URL, server.address() + "/api/v1");
        Verdict address = ask();
        assertThat(address.found())
                .startsWith("there is nothing at " + server.address() + "/api/v1/chat/completions");
        assertThat(address.remedy()).contains("story.base-url");
    }

    @Test
    void aRefusalThatNamesTheModelIsNotOfItsName() throws Exception {
        for (String body :
                List.of(
                        "'max_tokens' is not supported with this model, use another parameter",
                        "model large takes no temperature but 1",
                        "messages.0 of model large-v2 not found",
                        "the tool was not found by the model")) {
            assertThat(failed(400, body).found())
                    .isEqualTo("it refuses the request (HTTP 400: " + body + ")");
        }
    }

    @Test
    void otherRefusalsAreToldAsTheyCome() throws Exception {
        assertThat(failed(400, "{\"error\": \"temperature is not supported\"}").remedy())
                .contains("story.temperature");
        assertThat(failed(500, "out of memory").found())
                .isEqualTo("it is broken or overloaded (HTTP 500: out of memory)");
        assertThat(failed(302, "").found()).isEqualTo("it has moved to https://other.example.com/");
        assertThat(failed(200, "<html>").found()).contains("is no model", "<html>");
        server.answer(PATH, 429, "quota");
        assertThat(ask().outcome()).isEqualTo(Outcome.WARNING);
        assertThat(ask().remedy()).contains("story.rate");
    }

    @Test
    void aServerThatHangsIsToldFromOneThatIsAway() throws Exception {
        server.answer(PATH, FakeServer.SILENCE, "");
        assertThat(ask(Duration.ofSeconds(8)).found()).endsWith("does not answer in time");
        String gone;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = "http://127.0.0.1:" + socket.getLocalPort();
        }
        options.set(StoryOptions.BASE_URL, gone.replace("//", "//user:password@"));
        assertThat(ask().found()).startsWith("nobody listens at " + gone);
    }

    @Test
    void tlsWhereThereIsNoneIsNamed() throws Exception {
        options.set(StoryOptions.BASE_URL, server.address().replace("http:", "https:"));

        Verdict silent = ask(Duration.ofSeconds(12));

        assertThat(silent.found()).endsWith("(it does not answer the handshake)");
        assertThat(silent.remedy()).contains("http://", "keytool");
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> refusePlainly(plain));
            answers.start();
            options.set(StoryOptions.BASE_URL, "https://127.0.0.1:" + plain.getLocalPort());

            assertThat(ask().found()).startsWith("TLS with https://").contains("SSLException");
            answers.join();
        }
    }

    private static void refusePlainly(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
