package io.wrapped.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wrapped.system.harness.WriterServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The story writer's process behind a gate that misbehaves when it is told to. */
final class FaultyModel implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/chat/completions";
    private static final String FACTS = "```wrapped-facts";
    private static final int FIRST_ASK = 2;

    private final WriterServer writer;
    private final Payments payments;
    private final HttpServer gate;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Mode mode = Mode.HONEST;

    /** How calls are answered. */
    enum Mode {
        HONEST,
        BUSY,
        BROKEN,
        HALF_ANSWERS,
        GARBAGE,
        SILENT
    }

    FaultyModel(WriterServer writer, Payments payments) throws IOException {
        this.writer = writer;
        this.payments = payments;
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.setExecutor(threads);
        gate.createContext(PATH, this::answer);
        gate.start();
    }

    String url() {
        return "http://127.0.0.1:" + gate.getAddress().getPort();
    }

    void behave(Mode newMode) {
        mode = newMode;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] prompt = exchange.getRequestBody().readAllBytes();
        switch (mode) {
            case HONEST -> answerHonestly(exchange, prompt);
            case BUSY -> send(exchange, 429, "later");
            case BROKEN -> send(exchange, 500, "oh");
            case HALF_ANSWERS -> sendHalf(exchange, write(prompt).body());
            case GARBAGE -> send(exchange, 200, "<html>");
            case SILENT -> {}
        }
    }

    private void answerHonestly(HttpExchange exchange, byte[] prompt) throws IOException {
        Payments.Ask ask = payments.asked(facts(prompt));
        HttpResponse<String> written;
        try {
            written = write(prompt);
        } catch (IOException e) {
            // The writer is dead: so is its connection.
            exchange.close();
            return;
        }
        if (written.statusCode() == 200) {
            // Whoever asked may be dead by now: paid for it is all the same.
            payments.paid(ask, text(written.body()));
        }
        send(exchange, written.statusCode(), written.body());
    }

    private HttpResponse<String> write(byte[] prompt) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(writer.url() + PATH))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(prompt))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What a story is asked from: the facts, and whether it is asked for once more. */
    private static String facts(byte[] prompt) throws IOException {
        JsonNode messages = JSON.readTree(prompt).path("messages");
        String task = messages.at("/1/content").asText();
        String facts = task.substring(task.indexOf(FACTS)).lines().skip(1).findFirst().orElse("");
        return messages.size() == FIRST_ASK ? facts : facts + " asked again";
    }

    private static String text(String completion) throws IOException {
        String content = JSON.readTree(completion).at("/choices/0/message/content").asText();
        return JSON.readTree(content).path("text").asText().strip();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sendHalf(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        exchange.close();
    }

    @Override
    public void close() {
        gate.stop(0);
        threads.shutdownNow();
    }
}
