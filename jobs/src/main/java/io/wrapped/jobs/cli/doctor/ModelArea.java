package io.wrapped.jobs.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.jobs.cli.status.Addresses;
import io.wrapped.operators.story.ChatRequest;
import io.wrapped.operators.story.Message;
import io.wrapped.operators.story.ModelKey;
import io.wrapped.operators.story.StoryOptions;
import io.wrapped.operators.story.StorySettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** The language model, by a request of one word, made of the options that the report job has. */
final class ModelArea implements Area {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String QUESTION = "Answer with the one word: yes";

    /** Enough for a word, and for models that refuse less. */
    private static final int MOST_TOKENS = 16;

    private static final int HTTPS_PORT = 443;

    /** How servers say that they have no model of a name. */
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "not exist|not[ _]found|no such model|unknown[ _]model|invalid[ _]model"
                            + "|not a valid model|unable to access");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int REDIRECT = 300;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    private final Configuration options;
    private final Duration patience;
    private final UnaryOperator<@Nullable String> environment;

    ModelArea(Configuration options, Duration limit, UnaryOperator<@Nullable String> environment) {
        this.options = new Configuration(options);
        this.options.set(StoryOptions.MAX_TOKENS, MOST_TOKENS);
        this.patience = limit.multipliedBy(3).dividedBy(4);
        this.environment = environment;
    }

    @Override
    public String name() {
        return "Model";
    }

    @Override
    public Check entrance() {
        return new Check("one word", "ask whoever serves the model", this::ask);
    }

    @Override
    public List<Check> checks() {
        return List.of();
    }

    private Verdict ask() throws InterruptedException {
        if (!options.contains(StoryOptions.BASE_URL) && !options.contains(StoryOptions.MODEL)) {
            return Verdict.skipped(
                    "no model is named",
                    "name it by --model-url=URL --model=NAME, and its key in "
                            + options.get(StoryOptions.API_KEY_ENV));
        }
        StorySettings settings;
        URI endpoint;
        try {
            settings = StorySettings.of(options);
            endpoint = URI.create(ChatRequest.endpoint(settings.baseUrl()));
        } catch (IllegalArgumentException e) {
            return Verdict.failed(
                    String.valueOf(e.getMessage()),
                    "set story.base-url and story.model, here by --model-url and --model");
        }
        String variable = settings.apiKeyEnvironment();
        String key;
        try {
            key = ModelKey.of(variable, environment.apply(variable));
        } catch (IllegalArgumentException e) {
            return Verdict.failed(
                    String.valueOf(e.getMessage()),
                    "export %s=… with the key alone, here and on the TaskManagers"
                            .formatted(variable));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        ChatRequest.body(
                                                settings,
                                                List.of(
                                                        new Message(
                                                                Message.Role.USER, QUESTION)))));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpClient http = HttpClient.newBuilder().connectTimeout(patience.dividedBy(2)).build();
        long sent = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - sent);
            return answered(settings, shown(endpoint), key, answer, took);
        } catch (IOException e) {
            return unanswered(shown(endpoint), e);
        }
    }

    /** Without a password that may stand in it. */
    private static URI shown(URI endpoint) {
        return URI.create(endpoint.toString().replaceFirst("//[^/@]*@", "//"));
    }

    private static Verdict answered(
            StorySettings settings,
            URI endpoint,
            @Nullable String key,
            HttpResponse<String> answer,
            Duration took) {
        int status = answer.statusCode();
        // A server that echoes the key does not get it shown.
        String body = key == null ? answer.body() : answer.body().replace(key, "***");
        String said = "HTTP " + status + (body.isBlank() ? "" : ": " + excerpt(body));
        if (status == 200) {
            return isAnswer(body)
                    ? Verdict.ok(settings.model() + " answers in " + Spans.of(took))
                    : Verdict.failed(
                            "what answers at " + endpoint + " is no model (" + said + ")",
                            "let story.base-url name a server of the OpenAI protocol");
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            String variable = settings.apiKeyEnvironment();
            return Verdict.failed(
                    key == null
                            ? "it wants a key, and %s is not set here (%s)"
                                    .formatted(variable, said)
                            : "it refuses the key in %s (%s)".formatted(variable, said),
                    "export %s=… here and on the TaskManagers, with a key that may use %s"
                            .formatted(variable, settings.model()));
        }
        if (status == NOT_FOUND || status == REFUSED) {
            if (isUnknown(settings.model(), body)) {
                return Verdict.failed(
                        "it does not know a model %s, or not for this key (%s)"
                                .formatted(settings.model(), said),
                        "name one that it has by story.model: curl "
                                + endpoint.toString().replace("/chat/completions", "/models"));
            }
            return Verdict.failed(
                    status == NOT_FOUND
                            ? "there is nothing at %s (%s)".formatted(endpoint, said)
                            : "it refuses the request (%s)".formatted(said),
                    status == NOT_FOUND
                            ? "mend story.base-url: /v1/chat/completions is appended to a bare"
                                    + " address"
                            : "see whether it takes max_tokens and temperature"
                                    + " (story.temperature)");
        }
        if (status == TOO_MANY) {
            return Verdict.warning(
                    "it has enough of requests or its quota is used up (" + said + ")",
                    "set story.rate below its limit, or raise the quota; the report job waits and"
                            + " tries again meanwhile");
        }
        if (status >= REDIRECT && status < REFUSED) {
            return Verdict.failed(
                    "it has moved to "
                            + answer.headers().firstValue("Location").orElse("somewhere else"),
                    "let story.base-url name the new address; redirects are not followed");
        }
        return status >= BROKEN
                ? Verdict.failed(
                        "it is broken or overloaded (" + said + ")",
                        "look at the model server's log; the report job tries again meanwhile")
                : Verdict.failed(
                        "it refuses the request (" + said + ")", "look at what the answer says");
    }

    /** Whether a refusal is of the model's name, and not of what else a request may have wrong. */
    private static boolean isUnknown(String model, String body) {
        String lower = body.toLowerCase(Locale.ROOT);
        return lower.contains("model_not_found")
                || Pattern.compile("(?<![\\w-])" + Pattern.quote(model) + "(?![\\w-])")
                                .matcher(body)
                                .find()
                        && UNKNOWN.matcher(lower).find();
    }

    private Verdict unanswered(URI endpoint, IOException failure) {
        String reason = Reason.of(failure);
        if (failure instanceof HttpConnectTimeoutException && listens(endpoint)) {
            return tls(endpoint, "it does not answer the handshake");
        }
        if (failure instanceof HttpConnectTimeoutException || failure instanceof ConnectException) {
            return Verdict.failed(
                    "nobody listens at " + endpoint + " (" + reason + ")",
                    "start the model's server, or mend story.base-url, here --model-url; a firewall"
                            + " may be between");
        }
        if (failure instanceof HttpTimeoutException) {
            return Verdict.failed(
                    "it takes the request at " + endpoint + " and does not answer in time",
                    "look at the model server's load and log; --timeout=60s gives it more time");
        }
        if (failure instanceof SSLException) {
            return tls(endpoint, reason);
        }
        return Verdict.failed(
                "it closes the connection of " + endpoint + " (" + reason + ")",
                endpoint.getScheme().equals("http")
                        ? "if it speaks TLS, write https:// in story.base-url"
                        : "look at the model server's log");
    }

    private static Verdict tls(URI endpoint, String reason) {
        return Verdict.failed(
                "TLS with " + endpoint + " fails (" + reason + ")",
                "where it speaks no TLS, write http:// in story.base-url; where its certificate is"
                        + " unknown, import it into the JDK's trust store by keytool");
    }

    /** Connecting takes a handshake, too, where TLS is spoken. */
    private boolean listens(URI endpoint) {
        int port = endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort();
        return endpoint.getScheme().equalsIgnoreCase("https")
                && Addresses.unreachable(endpoint.getHost() + ":" + port, patience.dividedBy(3))
                        == null;
    }

    private static boolean isAnswer(String body) {
        try {
            JsonNode first = JSON.readTree(body).at("/choices/0/message");
            // So few tokens may leave no text.
            return first.isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String excerpt(String body) {
        return Reason.line(body.strip().replaceAll("\\s+", " "));
    }

    @Override
    public void close() {
        // Its client has nothing to give back.
    }
}
