package io.wrapped.state.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wrapped.state.kit.PlayDecoderKit;
import java.util.Map;

class JsonPlayDecoderTest extends PlayDecoderKit {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    @Override
    protected String format() {
        return PlayFormat.JSON;
    }

    @Override
    protected PlayRecord record(Play play) {
        try {
            return new PlayRecord(MAPPER.writeValueAsBytes(play), null, play.endedAt());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Map<String, PlayRecord> broken() {
        return Map.of(
                "nothing", line(""),
                "no JSON", line("{\"event_id\""),
                "two plays", line(Plays.json("") + "\n" + Plays.json("")),
                "a list", line("[]"),
                "deep", line("[".repeat(100_000)),
                "a field missing", line(Plays.json("\"private_session\": null")),
                "a field of another type", line(Plays.json("\"ms_played\": \"30000\"")),
                "half a character", line(Plays.json("\"event_id\": \"\\ud83d\"")),
                "not UTF-8", latin("\"user_id\": \"zo\u00eb\""));
    }

    @Override
    protected Map<String, PlayRecord> brokenPrivate() {
        return Map.of(
                "cut off", line("{\"private_session\": true, \"event_id\": \"e"),
                "another field missing", line("{\"private_session\": true}"),
                "not UTF-8", latin("\"private_session\": true, \"user_id\": \"zo\u00eb\""));
    }

    private static PlayRecord latin(String field) {
        return new PlayRecord(Plays.json(field).getBytes(ISO_8859_1), null, 0);
    }

    private static PlayRecord line(String text) {
        return new PlayRecord(text.getBytes(UTF_8), null, 0);
    }
}
