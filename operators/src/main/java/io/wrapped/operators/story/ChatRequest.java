package io.wrapped.operators.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request of the OpenAI protocol's chat completions, without streaming. */
public final class ChatRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDPOINT = "/chat/completions";

    private ChatRequest() {}

    /**
     * The address to post to, from what {@code story.base-url} may hold.
     *
     * @throws IllegalArgumentException when it is no address
     */
    public static String endpoint(String baseUrl) {
        URI uri;
        try {
            uri = URI.create(baseUrl.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw badUrl(baseUrl, e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw badUrl(baseUrl, null);
        }
        String base = uri.toString();
        if (base.endsWith(ENDPOINT)) {
            return base;
        }
        return base.matches(".*/v[0-9]+[a-z]*") ? base + ENDPOINT : base + "/v1" + ENDPOINT;
    }

    private static IllegalArgumentException badUrl(
            String baseUrl, @Nullable IllegalArgumentException cause) {
        return new IllegalArgumentException(
                StoryOptions.BASE_URL.key()
                        + " is '"
                        + baseUrl
                        + "', expected an address such as http://localhost:8000/v1",
                cause);
    }

    /** What is posted. */
    public static byte[] body(StorySettings settings, List<Message> conversation) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", settings.model());
        body.put("max_tokens", settings.maxTokens());
        body.put("temperature", settings.temperature());
        body.put("stream", false);
        ArrayNode messages = body.putArray("messages");
        for (Message message : conversation) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }
}
