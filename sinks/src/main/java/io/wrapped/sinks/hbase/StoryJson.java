package io.wrapped.sinks.hbase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.state.logging.LoggedUser;
import io.wrapped.state.story.Story;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A story as the value of a cell: JSON, names in snake case, absent values left out. */
final class StoryJson {
    private static final Logger LOG = LoggerFactory.getLogger(StoryJson.class);
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private StoryJson() {}

    static byte[] bytes(Story story) {
        try {
            return MAPPER.writeValueAsBytes(story);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a story is strings, which always become JSON", e);
        }
    }

    /**
     * The story of a cell, or null, with a warning, when it cannot be read or lacks what every
     * story has: to the report job it is not there then, and is written anew.
     */
    static @Nullable Story story(byte[] value, String userId, String dayQualifier) {
        try {
            Story story = MAPPER.readValue(value, Story.class);
            if (isWhole(story)) {
                return story;
            }
            LOG.warn(
                    "story {} of user {} lacks a field and counts as absent",
                    dayQualifier,
                    LoggedUser.of(userId));
        } catch (IOException e) {
            LOG.warn(
                    "story {} of user {} cannot be read and counts as absent",
                    dayQualifier,
                    LoggedUser.of(userId),
                    e);
        }
        return null;
    }

    @SuppressWarnings("NullAway") // Jackson leaves what the JSON lacks null.
    private static boolean isWhole(Story story) {
        return story.status() != null
                && story.language() != null
                && story.model() != null
                && story.promptVersion() != null
                && story.fingerprint() != null;
    }
}
