package io.wrapped.state.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that come in, as JSON with the SPEC's field names: null is the same as absent, a
 * value of another type is refused, unknown fields are ignored.
 */
public final class JsonRecords {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final JsonFactory PARSERS = MAPPER.getFactory();

    /** What stands for bytes that are no UTF-8, where it was not sent itself. */
    private static final char REPLACEMENT = '\ufffd';

    private JsonRecords() {}

    /**
     * Reads a play from one line of JSON.
     *
     * @param now what stands for the broker's time stamp, epoch milliseconds
     */
    public static Play play(String line, long now) throws RefusedException {
        Play play = unboundedPlay(line);
        Bounds.check(play, now);
        return play;
    }

    /** Reads a play from the bytes of a line; see {@link #play(String, long)}. */
    public static Play play(byte[] line, long now) throws RefusedException {
        Play play = unboundedPlay(line);
        Bounds.check(play, now);
        return play;
    }

    /** Reads a play; see {@link #play(String, long)}. */
    public static Play play(JsonNode node, long now) throws RefusedException {
        Play play = unboundedPlay(node);
        Bounds.check(play, now);
        return play;
    }

    /** Bytes that are no UTF-8 are refused last, when the play's privacy is known. */
    static Play unboundedPlay(byte[] line) throws RefusedException {
        String text = new String(line, StandardCharsets.UTF_8);
        Play play = unboundedPlay(text);
        boolean suspect = text.indexOf(REPLACEMENT) >= 0;
        if (suspect && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), line)) {
            throw new RefusedException("not UTF-8", play.privateSession());
        }
        return play;
    }

    private static Play unboundedPlay(String line) throws RefusedException {
        JsonNode node;
        try {
            node = parse(line);
        } catch (RefusedException e) {
            throw new RefusedException(e.reason(), PrivateMark.inJson(line));
        }
        return unboundedPlay(node);
    }

    private static Play unboundedPlay(JsonNode node) throws RefusedException {
        try {
            JsonFields fields = new JsonFields(node);
            return new Play(
                    fields.text("event_id"),
                    fields.text("user_id"),
                    fields.text("content_uri"),
                    fields.constant("kind", Kind.class),
                    fields.whole("ended_at"),
                    fields.small("ms_played"),
                    fields.optionalSmall("utc_offset_minutes"),
                    fields.optionalText("context_uri"),
                    fields.optionalText("country"),
                    fields.flag("private_session"),
                    fields.optionalFlag("offline"),
                    fields.optionalFlag("skipped"),
                    fields.optionalFlag("shuffle"),
                    source(fields.optionalObject("source")));
        } catch (RefusedException e) {
            JsonNode mark = node.path("private_session");
            throw new RefusedException(e.reason(), mark.isBoolean() && mark.booleanValue());
        }
    }

    private static @Nullable Source source(@Nullable JsonFields fields) throws RefusedException {
        return fields == null
                ? null
                : new Source(
                        fields.optionalText("title"),
                        fields.optionalText("artist"),
                        fields.optionalText("album"),
                        fields.optionalText("show"));
    }

    /** Reads a catalogue record from one line of JSON. */
    public static CatalogueItem catalogueItem(String line) throws RefusedException {
        return catalogueItem(parse(line));
    }

    /** Reads a catalogue record. */
    public static CatalogueItem catalogueItem(JsonNode node) throws RefusedException {
        JsonFields fields = new JsonFields(node);
        List<Named> artists = new ArrayList<>();
        for (JsonFields artist : fields.objects("artists")) {
            artists.add(named(artist));
        }
        JsonFields show = fields.optionalObject("show");
        CatalogueItem item =
                new CatalogueItem(
                        fields.text("content_uri"),
                        fields.optionalText("name"),
                        fields.constant("kind", Kind.class),
                        artists,
                        fields.optionalText("album"),
                        fields.optionalText("song_id"),
                        fields.texts("genres"),
                        fields.optionalSmall("release_year"),
                        show == null ? null : named(show),
                        fields.optionalWhole("duration_ms"),
                        fields.optionalFlag("explicit"),
                        fields.optionalText("language"));
        Bounds.check(item);
        return item;
    }

    private static Named named(JsonFields fields) throws RefusedException {
        String id = fields.optionalText("id");
        return new Named(id == null ? "" : id, fields.optionalText("name"));
    }

    /** Reads a profile from one line of JSON. */
    public static Profile profile(String line) throws RefusedException {
        return profile(parse(line));
    }

    /** Reads a profile. */
    public static Profile profile(JsonNode node) throws RefusedException {
        JsonFields fields = new JsonFields(node);
        Profile profile =
                new Profile(
                        fields.text("user_id"),
                        fields.text("zone"),
                        fields.optionalText("birth_month_day"),
                        fields.optionalText("locale"),
                        fields.optionalText("country"),
                        fields.flag("erased"));
        Bounds.check(profile);
        return profile;
    }

    /** Reads an exclusion from one line of JSON. */
    public static Exclusion exclusion(String line) throws RefusedException {
        return exclusion(parse(line));
    }

    /** Reads an exclusion. */
    public static Exclusion exclusion(JsonNode node) throws RefusedException {
        JsonFields fields = new JsonFields(node);
        Exclusion exclusion =
                new Exclusion(
                        fields.text("user_id"),
                        fields.constant("target", Exclusion.Target.class),
                        fields.text("target_id"),
                        fields.flag("excluded"),
                        fields.whole("changed_at"));
        Bounds.check(exclusion);
        return exclusion;
    }

    /** Reads a trigger from one line of JSON. */
    public static Trigger trigger(String line) throws RefusedException {
        return trigger(parse(line));
    }

    /**
     * Reads a trigger. Its scope is {@code {"type": "EVERYONE"}}, {@code {"type": "USERS",
     * "user_ids": […]}} or {@code {"type": "COHORT", "salt": "…", "share": 0.5}}.
     */
    public static Trigger trigger(JsonNode node) throws RefusedException {
        JsonFields fields = new JsonFields(node);
        JsonFields scope = fields.object("scope");
        Trigger.Scope type = scope.constant("type", Trigger.Scope.class);
        boolean cohort = type == Trigger.Scope.COHORT;
        int year = fields.small("year");
        Trigger trigger =
                new Trigger(
                        fields.text("command_id"),
                        year,
                        Bounds.throughEpochDay(year, fields.optionalText("through")),
                        type,
                        type == Trigger.Scope.USERS ? scope.texts("user_ids") : List.of(),
                        cohort ? scope.text("salt") : null,
                        cohort ? scope.number("share") : 0,
                        fields.constant("purpose", Trigger.Purpose.class));
        Bounds.check(trigger);
        return trigger;
    }

    static JsonParser parser(String line) throws IOException {
        return PARSERS.createParser(line);
    }

    private static JsonNode parse(String line) throws RefusedException {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new RefusedException("not JSON", false);
        }
    }
}
