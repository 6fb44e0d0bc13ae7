package io.wrapped.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wrapped.local.writer.StoryWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A model that behaves as a test wants; where it is honest the offline writer answers for it. */
final class StandInModel implements AutoCloseable {
    private static final String LIE =
            """
            {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
             "content": "{\\"title\\": \\"A day\\", \\"text\\": \\"You heard 987654 songs.\\"}"}}]}\
            """;

    private final StoryWriter writer = StoryWriter.start();
    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> logins = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Function<String, Behaviour> behaviour = prompt -> Behaviour.HONEST;

    /**
     * One call.
     *
     * @param nanos when it came, by {@link System#nanoTime}
     */
    record Call(long nanos, String prompt) {}

    /** What a call is answered with. */
    enum Behaviour {
        HONEST,
        LYING,
        GARBAGE,
        BUSY,
        BROKEN,
        /** Nothing at all. */
        SILENT,
        /** The truth, once it is released. */
        HELD
    }

    StandInModel() throws IOException {
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Forgets what it was asked, and from now on behaves by the prompt. */
    void behave(Function<String, Behaviour> byPrompt) {
        calls.clear();
        behaviour = byPrompt;
    }

    /** Lets go of the answers that are held. */
    void release() {
        released.countDown();
    }

    /** What it was asked, in order. */
    List<String> prompts() {
        return calls().stream().map(Call::prompt).toList();
    }

    /** When it was asked what, in order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What those who asked said to be let in; nothing of who said nothing. */
    Set<String> logins() {
        return Set.copyOf(logins);
    }

    private void answer(HttpExchange exchange) throws IOException {
        logins.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        String prompt =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(System.nanoTime(), prompt));
        switch (behaviour.apply(prompt)) {
            case HONEST -> send(exchange, 200, honest(prompt));
            case LYING -> send(exchange, 200, LIE);
            case GARBAGE -> send(exchange, 200, "<html>");
            case BUSY -> send(exchange, 429, "later");
            case BROKEN -> send(exchange, 500, "oh");
            case SILENT -> {}
            case HELD -> {
                awaitRelease();
                send(exchange, 200, honest(prompt));
            }
        }
    }

    private void awaitRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String honest(String prompt) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(writer.url() + "/v1/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(prompt))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        writer.close();
    }
}
