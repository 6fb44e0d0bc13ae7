package io.wrapped.jobs.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.wrapped.jobs.cli.held.TopicReader;
import io.wrapped.sinks.hbase.ReviewReader;
import io.wrapped.sinks.hbase.ReviewReader.StoredReview;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.CodePoints;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Finds the users whose stored review, or profile, meets a condition: a filter expression of
 * JSONPath as its implementation by Jayway has it, with {@code =~ /…/} for regular expressions. It
 * is asked of the review document, which has the profile as {@code profile} where the condition
 * speaks of it.
 */
public final class UserFilter {
    private static final String PROFILE = "profile";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Configuration JSON =
            Configuration.builder()
                    .jsonProvider(new JacksonJsonNodeJsonProvider())
                    .mappingProvider(new JacksonMappingProvider())
                    .options(Option.SUPPRESS_EXCEPTIONS)
                    .build();

    private final String condition;
    private final JsonPath path;

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException when it is none; the message says where
     */
    public UserFilter(String condition) {
        this.condition = condition;
        try {
            path = JsonPath.compile("$[?(" + condition + ")]");
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + condition + "\" is no condition: " + e.getMessage(), e);
        }
    }

    /** The users whose document of a year and slot meets it, by their ids. */
    public SortedSet<String> users(ReadableConfig options, int year, Slot slot) throws IOException {
        Map<String, ObjectNode> profiles =
                condition.contains(PROFILE) ? profiles(options) : Map.of();
        SortedSet<String> found = new TreeSet<>(CodePoints::compare);
        try (ReviewReader reader = new ReviewReader(options)) {
            reader.forEach(
                    year,
                    slot,
                    review -> {
                        if (matches(document(review, profiles.get(review.userId())))) {
                            found.add(review.userId());
                        }
                    });
        }
        return found;
    }

    private static JsonNode document(StoredReview review, @Nullable ObjectNode profile) {
        JsonNode document;
        try {
            document = MAPPER.readTree(review.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored review of a user is no JSON", e);
        }
        if (profile != null) {
            ((ObjectNode) document).set(PROFILE, profile);
        }
        return document;
    }

    boolean matches(JsonNode document) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(document);
        ArrayNode found = path.read((Object) all, JSON);
        return found != null && !found.isEmpty();
    }

    /** The profiles that hold. */
    private static Map<String, ObjectNode> profiles(ReadableConfig options) {
        Map<String, ObjectNode> profiles = new HashMap<>();
        new TopicReader(options)
                .read(
                        Topics.from(options).profile(),
                        null,
                        Map.of(),
                        record -> {
                            Profile profile = profile(record.value());
                            if (profile != null) {
                                profiles.put(profile.userId(), json(profile));
                            }
                        });
        return profiles;
    }

    private static @Nullable Profile profile(byte @Nullable [] value) {
        try {
            return value == null ? null : ProtoRecords.profile(value);
        } catch (RefusedException e) {
            // The job refused it too: the one before holds.
            return null;
        }
    }

    private static ObjectNode json(Profile profile) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("zone", profile.zone())
                .put("birth_month_day", profile.birthMonthDay())
                .put("locale", profile.locale())
                .put("country", profile.country());
    }
}
