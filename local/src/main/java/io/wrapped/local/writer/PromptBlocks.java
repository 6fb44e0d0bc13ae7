package io.wrapped.local.writer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt of the report job carries in its fenced blocks: one line of JSON behind a line
 * {@code ```wrapped-facts} or {@code ```wrapped-earlier}.
 *
 * @param facts kind, date, durations and facts of the day
 * @param earlier title and text of the stories told before
 */
record PromptBlocks(JsonNode facts, List<String> earlier) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FACTS = "```wrapped-facts";
    private static final String EARLIER = "```wrapped-earlier";

    PromptBlocks {
        earlier = List.copyOf(earlier);
    }

    /**
     * Finds the blocks.
     *
     * @throws IllegalArgumentException when the prompt holds no facts
     */
    static PromptBlocks of(String prompt) {
        JsonNode facts = block(prompt, FACTS);
        if (facts == null || !facts.path("facts").isObject()) {
            throw new IllegalArgumentException("the prompt holds no block '" + FACTS + "'");
        }
        List<String> texts = new ArrayList<>();
        JsonNode earlier = block(prompt, EARLIER);
        for (JsonNode story : earlier == null ? JsonNodeFactory.instance.arrayNode() : earlier) {
            texts.add(story.path("title").asText());
            texts.add(story.path("text").asText());
        }
        return new PromptBlocks(facts, texts);
    }

    private static @Nullable JsonNode block(String prompt, String fence) {
        List<String> lines = prompt.lines().toList();
        int at = lines.indexOf(fence);
        if (at < 0 || at + 1 >= lines.size()) {
            return null;
        }
        try {
            return JSON.readTree(lines.get(at + 1));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the block '" + fence + "' is not JSON", e);
        }
    }
}
