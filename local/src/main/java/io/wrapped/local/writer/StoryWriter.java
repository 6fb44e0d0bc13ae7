package io.wrapped.local.writer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wrapped.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks the OpenAI protocol's {@code /v1/chat/completions}, without streaming, and
 * writes stories from the facts in the prompt without any model. It counts its calls at {@code
 * /calls}, so that a test can tell what was paid for.
 *
 * <p>As a process it prints {@code READY url=…} and ends when its standard input ends.
 */
public final class StoryWriter implements AutoCloseable {
    /** The name it answers under, and the one to configure as the model. */
    public static final String MODEL = "wrapped-offline-writer";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final WriterOptions options;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(StoryWriter::daemon);
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    private StoryWriter(WriterOptions options) throws IOException {
        this.options = options;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getByName(Ports.LOOPBACK), options.port()),
                            0);
        } catch (IOException e) {
            throw new IOException(
                    "port " + options.port() + " of " + Ports.LOOPBACK + " is taken", e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext("/calls", this::tellCalls);
    }

    /** Runs the writer until standard input ends. */
    public static void main(String[] arguments) {
        WriterOptions options;
        try {
            options = WriterOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("story writer: " + e.getMessage());
            System.exit(2);
            return;
        }
        try (StoryWriter writer = start(options)) {
            System.out.println("READY url=" + writer.url());
            System.out.flush();
            byte[] ignored = new byte[256];
            while (System.in.read(ignored) >= 0) {
                // Only the end matters.
            }
        } catch (IOException e) {
            System.err.println("story writer: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    /**
     * Starts a writer in this process.
     *
     * @param arguments as on the command line
     */
    public static StoryWriter start(String... arguments) throws IOException {
        return start(WriterOptions.parse(arguments));
    }

    private static StoryWriter start(WriterOptions options) throws IOException {
        StoryWriter writer = new StoryWriter(options);
        writer.server.start();
        return writer;
    }

    /** Where it listens, {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://" + Ports.address(server.getAddress().getPort());
    }

    /** Calls so far, faulty ones too. */
    public long calls() {
        return calls.get();
    }

    /** Stories written so far. */
    public long answered() {
        return answered.get();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "story-writer");
        thread.setDaemon(true);
        return thread;
    }

    private void complete(HttpExchange exchange) throws IOException {
        long call = calls.incrementAndGet();
        JsonNode request = JSON.createObjectNode();
        String refusal = "";
        try {
            request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        } catch (JsonProcessingException e) {
            refusal = "the body is not JSON";
        }
        waitAsAsked();
        if (options.failFirst() < 0 || call <= options.failFirst()) {
            faults.incrementAndGet();
            fail(exchange);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            refusal = "expected POST";
        }
        if (!refusal.isEmpty()) {
            send(exchange, 400, error(refusal));
            return;
        }
        try {
            byte[] completion = completion(request);
            answered.incrementAndGet();
            send(exchange, 200, completion);
        } catch (IllegalArgumentException e) {
            send(exchange, 400, error(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            send(exchange, 500, error(e.toString()));
        }
    }

    private void waitAsAsked() {
        try {
            TimeUnit.MILLISECONDS.sleep(options.latencyMs());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange) throws IOException {
        switch (options.fault()) {
            case WriterOptions.GARBAGE ->
                    send(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8));
            // Not answered and not closed: the client waits until its own time-out.
            case WriterOptions.SILENCE -> {}
            default -> send(exchange, Integer.parseInt(options.fault()), error("as asked for"));
        }
    }

    private static byte[] completion(JsonNode request) throws JsonProcessingException {
        StringBuilder prompt = new StringBuilder();
        for (JsonNode message : request.path("messages")) {
            prompt.append(message.path("content").asText()).append('\n');
        }
        OfflineAuthor.Tale tale = OfflineAuthor.write(PromptBlocks.of(prompt.toString()));
        String content =
                JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("title", tale.title())
                                .put("text", tale.text()));
        ObjectNode completion = JSON.createObjectNode();
        completion.put("object", "chat.completion").put("model", MODEL);
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        long promptTokens = tokens(prompt);
        long completionTokens = tokens(content);
        completion
                .putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        return JSON.writeValueAsBytes(completion);
    }

    /** An estimate: there is no tokenizer here. */
    private static long tokens(CharSequence text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    private void tellCalls(HttpExchange exchange) throws IOException {
        ObjectNode counts = JSON.createObjectNode();
        counts.put("calls", calls.get())
                .put("answered", answered.get())
                .put("faults", faults.get());
        send(exchange, 200, JSON.writeValueAsBytes(counts));
    }

    private static byte[] error(String message) throws JsonProcessingException {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error").put("message", message);
        return JSON.writeValueAsBytes(error);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
