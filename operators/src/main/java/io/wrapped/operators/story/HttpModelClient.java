package io.wrapped.operators.story;

import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.asynchttpclient.Dsl.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.operators.story.ModelReply.Answer;
import io.wrapped.operators.story.ModelReply.PermanentFailure;
import io.wrapped.operators.story.ModelReply.TransientFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.Response;
import org.jspecify.annotations.Nullable;

/** Asks a model that is served by the OpenAI protocol's chat completions, without streaming. */
public final class HttpModelClient implements ModelClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Besides 5xx: the server wants the same request later. */
    private static final Set<Integer> TRANSIENT_STATUS = Set.of(408, 425, 429);

    private static final int EXCERPT_LENGTH = 200;

    private final String url;
    private final StorySettings settings;
    private final @Nullable String apiKey;
    private final Clock clock;
    private final AsyncHttpClient http;

    /** Takes the key from the environment variable that the settings name. */
    public HttpModelClient(StorySettings settings) {
        this(settings, System.getenv(settings.apiKeyEnvironment()), Clock.systemUTC());
    }

    HttpModelClient(StorySettings settings, @Nullable String apiKey, Clock clock) {
        this.url = ChatRequest.endpoint(settings.baseUrl());
        this.settings = settings;
        this.apiKey = ModelKey.of(settings.apiKeyEnvironment(), apiKey);
        this.clock = clock;
        this.http =
                asyncHttpClient(
                        config().setRequestTimeout(settings.requestTimeout())
                                .setReadTimeout(settings.requestTimeout())
                                .setConnectTimeout(settings.requestTimeout())
                                .setMaxRequestRetry(0)
                                .setFollowRedirect(false)
                                .setThreadPoolName("wrapped-model"));
    }

    @Override
    public CompletableFuture<ModelReply> ask(List<Message> conversation) {
        BoundRequestBuilder request =
                http.preparePost(url)
                        .setHeader("Content-Type", "application/json")
                        .setHeader("Accept", "application/json")
                        .setBody(ChatRequest.body(settings, conversation));
        if (apiKey != null) {
            request.setHeader("Authorization", "Bearer " + apiKey);
        }
        try {
            return request.execute().toCompletableFuture().handle(this::reply);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(unreachable(e));
        }
    }

    private ModelReply reply(@Nullable Response response, @Nullable Throwable failure) {
        if (response == null) {
            return unreachable(failure);
        }
        int status = response.getStatusCode();
        if (status == 200) {
            return answer(response.getResponseBody());
        }
        String reason = "HTTP " + status + " from " + url + excerpt(response.getResponseBody());
        if (status >= 500 || TRANSIENT_STATUS.contains(status)) {
            return new TransientFailure(reason, retryAfter(response.getHeader("Retry-After")));
        }
        return new PermanentFailure(reason);
    }

    private ModelReply answer(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new PermanentFailure(
                    "HTTP 200 from " + url + " whose body is not JSON" + excerpt(body));
        }
        JsonNode content = root.at("/choices/0/message/content");
        if (!content.isTextual()) {
            return new PermanentFailure(
                    "HTTP 200 from "
                            + url
                            + " without a text at choices[0].message.content"
                            + excerpt(body));
        }
        return new Answer(
                content.textValue(),
                root.at("/usage/prompt_tokens").asLong(0),
                root.at("/usage/completion_tokens").asLong(0));
    }

    private TransientFailure unreachable(@Nullable Throwable failure) {
        String why =
                failure == null
                        ? "no response"
                        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new TransientFailure("no answer from " + url + ": " + why, null);
    }

    /** Seconds, or a date (RFC 9110); anything else is no wish. */
    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            ZonedDateTime when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), when.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The start of a body for a reason; a server that echoes the key does not get it logged. */
    private String excerpt(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        String shown = apiKey == null ? body : body.replace(apiKey, "***");
        String line = shown.strip().replaceAll("\\s+", " ");
        return ": " + (line.length() <= EXCERPT_LENGTH ? line : line.substring(0, EXCERPT_LENGTH));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
