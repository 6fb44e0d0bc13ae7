package io.wrapped.local.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROMPT =
            """
            Rules.
            ```wrapped-facts
            {"kind":"BIRTHDAY","facts":{"streams":9},"durations":{"minutes":"33 minutes"},\
            "date":{"weekday":"Monday","day":"5","month":"May","year":"2025"}}
            ```
            """;

    private static HttpResponse<String> ask(StoryWriter writer, String prompt)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return post(writer, body.toString());
    }

    private static HttpResponse<String> post(StoryWriter writer, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(writer.url() + "/v1/chat/completions"))
                                .timeout(Duration.ofSeconds(2))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void itAnswersInTheModelsProtocolUnderItsOwnName() throws Exception {
        try (StoryWriter writer = StoryWriter.start()) {
            JsonNode completion = JSON.readTree(ask(writer, PROMPT).body());

            JsonNode story = JSON.readTree(completion.at("/choices/0/message/content").asText());
            assertThat(story.path("title").asText()).isNotBlank();
            assertThat(story.path("text").asText()).isNotBlank();
            assertThat(completion.path("model").asText()).isEqualTo("wrapped-offline-writer");
            assertThat(completion.at("/usage/prompt_tokens").asInt()).isPositive();
            assertThat(completion.at("/usage/completion_tokens").asInt()).isPositive();
        }
    }

    @Test
    void callsAreCounted() throws Exception {
        try (StoryWriter writer = StoryWriter.start("--fail-first", "1")) {
            assertThat(ask(writer, PROMPT).statusCode()).isEqualTo(500);
            assertThat(ask(writer, PROMPT).statusCode()).isEqualTo(200);

            HttpResponse<String> calls =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(writer.url() + "/calls"))
                                            .build(),
                                    BodyHandlers.ofString());
            assertThat(calls.body()).isEqualTo("{\"calls\":2,\"answered\":1,\"faults\":1}");
        }
    }

    @Test
    void faultsArePlayedAsAskedFor() throws Exception {
        try (StoryWriter busy = StoryWriter.start("--fail-first", "-1", "--fault", "429");
                StoryWriter garbage = StoryWriter.start("--fail-first", "1", "--fault", "garbage");
                StoryWriter silent = StoryWriter.start("--fail-first", "1", "--fault", "silence")) {
            assertThat(ask(busy, PROMPT).statusCode()).isEqualTo(429);
            assertThat(ask(garbage, PROMPT).body()).isEqualTo("<html>");
            assertThatThrownBy(() -> ask(silent, PROMPT)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void aPromptWithoutFactsIsRefused() throws Exception {
        try (StoryWriter writer = StoryWriter.start()) {
            assertThat(ask(writer, "Hello").statusCode()).isEqualTo(400);
            assertThat(ask(writer, "Hello").body()).contains("wrapped-facts");
            assertThat(post(writer, "{").statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=1", "--port", "--port x", "--fault 200", "--latency -1"})
    void aWrongOptionIsNamed(String arguments) {
        assertThatThrownBy(() -> StoryWriter.start(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arguments.split("[ =]")[0]);
    }
}
