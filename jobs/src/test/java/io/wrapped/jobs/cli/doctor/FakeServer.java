package io.wrapped.jobs.cli.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers paths as it is told; a path that it does not know with 404. */
public final class FakeServer implements AutoCloseable {
    /** An answer that never comes. */
    public static final int SILENCE = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public FakeServer answer(String path, String body) {
        return answer(path, 200, body);
    }

    public FakeServer answer(String path, int status, String body) {
        answers.put(path, new ConcurrentLinkedDeque<>(List.of(new Answer(status, body))));
        return this;
    }

    /** Answers one after the other, the last of them for good. */
    public FakeServer answers(String path, String... bodies) {
        answers.put(
                path,
                Stream.of(bodies)
                        .map(body -> new Answer(200, body))
                        .collect(Collectors.toCollection(ConcurrentLinkedDeque::new)));
        return this;
    }

    /** The last body that was sent to a path, behind its authorization. */
    public String asked(String path) {
        return asked.getOrDefault(path, "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.put(
                path,
                exchange.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = next(path);
        if (answer.status() == SILENCE) {
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "https://other.example.com/");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer next(String path) {
        Deque<Answer> left = answers.get(path);
        if (left == null) {
            return new Answer(404, "{\"detail\":\"Not Found\"}");
        }
        return left.size() > 1 ? left.remove() : left.element();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
