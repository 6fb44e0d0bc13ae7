package io.wrapped.jobs.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the story writer how often it was asked for a story. */
record StoryWriterCalls(String url) {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Calls since the writer started. */
    long count() throws CommandException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/calls")).timeout(ANSWER).build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).required("calls").longValue();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException("the story writer does not tell its calls: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
