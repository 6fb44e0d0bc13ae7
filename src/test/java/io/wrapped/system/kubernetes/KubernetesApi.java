package io.wrapped.system.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of one namespace at an API server, as JSON. */
public final class KubernetesApi {
    /** Where the release is, as in the README. */
    public static final String NAMESPACE = "music";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FIRST_ERROR = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    /** A kind of object. */
    public enum Kind {
        CONFIG_MAP("/api/v1", "configmaps"),
        DEPLOYMENT("/apis/apps/v1", "deployments"),
        FLINK_DEPLOYMENT("/apis/flink.apache.org/v1beta1", "flinkdeployments"),
        SERVICE("/api/v1", "services");

        private final String group;
        private final String plural;

        Kind(String group, String plural) {
            this.group = group;
            this.plural = plural;
        }

        private String path() {
            return group + "/namespaces/" + NAMESPACE + "/" + plural;
        }
    }

    KubernetesApi(String address) {
        this.address = address;
    }

    /** Whether the server answers. */
    boolean answers() {
        try {
            return send(request("/version").GET()).statusCode() < FIRST_ERROR;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** An object, empty where there is none of that name. */
    public Optional<ObjectNode> find(Kind kind, String name) {
        HttpResponse<String> response = send(request(kind.path() + "/" + name).GET());
        return response.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(object(response));
    }

    /** An object that must be there. */
    public ObjectNode get(Kind kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /** All objects of a kind. */
    public List<ObjectNode> list(Kind kind) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode item : object(send(request(kind.path()).GET())).path("items")) {
            objects.add((ObjectNode) item);
        }
        return objects;
    }

    void create(Kind kind, ObjectNode object) {
        object(send(request(kind.path()).POST(BodyPublishers.ofString(object.toString()))));
    }

    /** Whether it was done: not where somebody else was quicker since the object was read. */
    boolean replace(Kind kind, ObjectNode object) {
        return put(kind.path() + "/" + name(object), object);
    }

    /** As {@link #replace}, of the status alone. */
    boolean replaceStatus(Kind kind, ObjectNode object) {
        return put(kind.path() + "/" + name(object) + "/status", object);
    }

    /** Marks an object as to be deleted; what has no finalizer is gone at once. */
    public void delete(Kind kind, String name) {
        HttpResponse<String> response = send(request(kind.path() + "/" + name).DELETE());
        if (response.statusCode() != NOT_FOUND) {
            check(response);
        }
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    private boolean put(String path, ObjectNode object) {
        HttpResponse<String> response =
                send(request(path).PUT(BodyPublishers.ofString(object.toString())));
        if (response.statusCode() == CONFLICT) {
            return false;
        }
        check(response);
        return true;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static ObjectNode object(HttpResponse<String> response) {
        check(response);
        try {
            return (ObjectNode) JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(HttpResponse<String> response) {
        if (response.statusCode() >= FIRST_ERROR) {
            throw new AssertionError(
                    "%s: %d %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
    }
}
