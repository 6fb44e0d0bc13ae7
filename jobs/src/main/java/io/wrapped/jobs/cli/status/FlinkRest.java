package io.wrapped.jobs.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/** What Flink's REST interface tells. */
public final class FlinkRest {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** Metrics asked for at a time: their names stand in the address. */
    private static final int TOGETHER = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String address;
    private final Duration patience;

    /**
     * @param address as {@code http://host:port}
     */
    public FlinkRest(String address) {
        this(address, ANSWER);
    }

    /**
     * @param patience for how long each answer is waited for
     */
    public FlinkRest(String address, Duration patience) {
        Duration third = patience.dividedBy(3);
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(third.compareTo(CONNECT) < 0 ? third : CONNECT)
                        .build();
        this.address = address;
        this.patience = patience;
    }

    /**
     * Asks for a path.
     *
     * @throws StatusException when there is no answer, or another one than is expected of Flink
     */
    public JsonNode get(String path) throws StatusException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(patience).build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StatusException(
                    ("Flink does not answer at %s (%s); is it running? `wrapped up` starts one on"
                                    + " this machine, --flink names another")
                            .formatted(address, e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StatusException("interrupted", e);
        }
        try {
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body());
            }
        } catch (JsonProcessingException e) {
            throw new StatusException(
                    "what answers at %s is not Flink: no JSON at %s".formatted(address, path), e);
        }
        if (answer.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE) {
            throw new StatusException(
                    "Flink at %s has no leader yet (HTTP 503); try again in a moment"
                            .formatted(address),
                    answer.statusCode());
        }
        throw new StatusException(
                "Flink answers HTTP %d to %s".formatted(answer.statusCode(), address + path),
                answer.statusCode());
    }

    /** Where it is, as {@code http://host:port}. */
    public String address() {
        return address;
    }

    /**
     * The metrics of a job's operators that are wanted, each over all subtasks. The first question
     * after a while has Flink collect them, so the answer to a second one is fresher.
     *
     * @param wanted names, which begin with that of the operator
     * @param total sums up two operators' metrics of one name
     */
    Map<String, Double> metrics(
            JsonNode job, String aggregation, Predicate<String> wanted, DoubleBinaryOperator total)
            throws StatusException {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode vertex : job.path("vertices")) {
            String path =
                    "/jobs/%s/vertices/%s/subtasks/metrics"
                            .formatted(job.path("jid").asText(), vertex.path("id").asText());
            List<String> names = new ArrayList<>();
            for (JsonNode metric : get(path)) {
                String name = metric.path("id").asText();
                if (wanted.test(name)) {
                    names.add(name);
                }
            }
            for (int from = 0; from < names.size(); from += TOGETHER) {
                List<String> some = names.subList(from, Math.min(names.size(), from + TOGETHER));
                String query = "?agg=" + aggregation + "&get=" + encoded(some);
                for (JsonNode metric : get(path + query)) {
                    values.merge(
                            metric.path("id").asText(),
                            metric.path(aggregation).asDouble(),
                            total::applyAsDouble);
                }
            }
        }
        return values;
    }

    private static String encoded(List<String> names) {
        return URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
    }
}
