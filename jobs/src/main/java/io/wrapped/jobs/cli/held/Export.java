package io.wrapped.jobs.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wrapped.jobs.cli.held.Held.Place;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.hbase.ReviewTable;
import io.wrapped.sinks.hbase.UserRow.Content;
import io.wrapped.sinks.hbase.UserRow.Value;
import io.wrapped.sinks.kafka.Topics;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.DeadLetter;
import io.wrapped.state.contract.NamedUser.Form;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import io.wrapped.state.contract.ReportFailure;
import io.wrapped.state.contract.ReportRequest;
import io.wrapped.state.contract.Trigger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held of a user outside of the jobs, as JSON that people can read. What state
 * keeps of them a savepoint shows, see {@code wrapped savepoint inspect}.
 */
public final class Export {
    /** How it is written. */
    public static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    private final HeldTopics topics;
    private final PlayRecords plays;
    private final Whose whose;
    private final Held held;
    private final Content stored;
    private final ReadableConfig options;

    /** A kind of what is held. */
    public enum Part {
        PROFILES,
        EXCLUSIONS,
        REVIEWS,
        DAY_FACTS,
        STORIES,
        REQUESTS,
        FAILED_STORIES,
        DEAD_LETTERS,
        TRIGGERS,
        IMPORT_OUTCOMES,
        /** As they stand on their topic. */
        PLAYS,
        /** Plays that a replay handed over, and its steps. */
        REPLAYS,
        /** Plays and profiles in the archive, where one is configured. */
        ARCHIVED;

        /** Whether it holds plays, which may be very many. */
        public boolean holdsPlays() {
            return compareTo(PLAYS) >= 0;
        }

        /** As it is called in the document. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param topics where plays are read when they are written
     */
    public Export(ReadableConfig options, HeldTopics topics, Held held, Content stored) {
        this.options = options;
        this.topics = topics;
        this.plays = new PlayRecords(options);
        this.whose = new Whose(Topics.from(options), plays);
        this.held = held;
        this.stored = stored;
    }

    /** Writes all of one kind, as an array. */
    public void write(Part part, JsonGenerator out) throws IOException {
        out.writeStartArray();
        switch (part) {
            case PROFILES ->
                    records(
                            held.profiles(),
                            Form.PROFILE,
                            value -> JSON.valueToTree(ProtoRecords.profile(value)),
                            out);
            case EXCLUSIONS ->
                    records(
                            held.at(Place.EXCLUSIONS),
                            Form.EXCLUSION,
                            value -> JSON.valueToTree(ProtoRecords.exclusion(value)),
                            out);
            case REVIEWS -> cells(ReviewTable.REVIEWS, "review", out);
            case DAY_FACTS -> cells(ReviewTable.DAYS, "date", out);
            case STORIES -> cells(ReviewTable.STORIES, "date", out);
            case REQUESTS ->
                    records(
                            held.at(Place.REQUESTS),
                            Form.REPORT_REQUEST,
                            value -> request(ProtoRecords.reportRequest(value)),
                            out);
            case FAILED_STORIES ->
                    records(
                            held.at(Place.FAILURES),
                            Form.ROW,
                            value -> failure(ProtoRecords.reportFailure(value)),
                            out);
            case DEAD_LETTERS ->
                    records(
                            held.at(Place.DEAD_LETTERS),
                            Form.ROW,
                            value -> letter(ProtoRecords.deadLetter(value)),
                            out);
            case TRIGGERS ->
                    records(
                            held.triggers(),
                            Form.ROW,
                            value -> trigger(ProtoRecords.trigger(value)),
                            out);
            case IMPORT_OUTCOMES ->
                    records(
                            held.outcomes(),
                            Form.ROW,
                            value -> JSON.valueToTree(ProtoRecords.outcome(value)),
                            out);
            case PLAYS ->
                    topics.<IOException>plays(
                            held.userId(),
                            play ->
                                    record(
                                            play,
                                            plays.form(play.imported()),
                                            value -> JSON.valueToTree(plays.read(play)),
                                            out));
            case REPLAYS ->
                    topics.<IOException>replays(
                            held.userId(),
                            step ->
                                    record(
                                            step,
                                            Form.ROW,
                                            value -> JSON.valueToTree(ProtoRecords.replay(value)),
                                            out));
            case ARCHIVED -> {
                if (ArchivedOfUser.isKnown(options)) {
                    ArchivedOfUser.records(
                            held.userId(),
                            options,
                            (kind, record) -> JSON.writeTree(out, archived(kind, record)));
                }
            }
        }
        out.writeEndArray();
    }

    private static ObjectNode archived(ArchiveKind kind, ArchivedRecord record) {
        ObjectNode node = JSON.createObjectNode();
        node.put("sent_at", Instant.ofEpochMilli(record.timestamp()).toString());
        try {
            return node.setAll(
                    JSON.<ObjectNode>valueToTree(
                            kind == ArchiveKind.PLAY
                                    ? ProtoRecords.acceptedPlay(record.value())
                                    : ProtoRecords.profile(record.value())));
        } catch (RefusedException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    /** Reads the value of a record. */
    @FunctionalInterface
    private interface Decoding {
        ObjectNode of(byte[] value) throws RefusedException;
    }

    private static void records(
            List<HeldRecord> records, Form form, Decoding decoding, JsonGenerator out)
            throws IOException {
        for (HeldRecord record : records) {
            record(record, form, decoding, out);
        }
    }

    private static void record(HeldRecord record, Form form, Decoding decoding, JsonGenerator out)
            throws IOException {
        byte[] value = record.value();
        ObjectNode node = JSON.createObjectNode();
        node.put("sent_at", Instant.ofEpochMilli(record.timestamp()).toString());
        try {
            node.setAll(decoding.of(value == null ? new byte[0] : value));
        } catch (RefusedException e) {
            node.put("refused", e.reason()).put("value", readable(form, value));
        }
        JSON.writeTree(out, node);
    }

    private void cells(String family, String nameOfColumn, JsonGenerator out) throws IOException {
        for (Value cell : stored.of(family)) {
            ObjectNode node = JSON.createObjectNode();
            node.put(nameOfColumn, cell.qualifier());
            node.set("content", json(cell.text()));
            JSON.writeTree(out, node);
        }
    }

    private static ObjectNode request(ReportRequest request) {
        ObjectNode node = JSON.createObjectNode();
        node.put("user_id", request.userId())
                .put("year", request.year())
                .put("date", LocalDate.ofEpochDay(request.epochDay()).toString())
                .put("kind", request.kind())
                .put("language", request.language())
                .put("command_id", request.commandId())
                .put("purpose", request.purpose().name())
                .set("facts", json(request.factsJson()));
        return node;
    }

    private static ObjectNode failure(ReportFailure failure) {
        return request(failure.request())
                .put("cause", failure.cause())
                .put("reason", failure.reason())
                .put("attempts", failure.attempts());
    }

    private ObjectNode letter(DeadLetter letter) {
        Form form = whose.form(letter.topic());
        return JSON.createObjectNode()
                .put("read_from", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("reason", letter.reason())
                .put("key", readable(Form.ROW, letter.key()))
                .put("value", readable(form == null ? Form.ROW : form, letter.value()));
    }

    /** Without the other users whom it names. */
    private static ObjectNode trigger(Trigger trigger) {
        return JSON.createObjectNode()
                .put("command_id", trigger.commandId())
                .put("year", trigger.year())
                .put("through", LocalDate.ofEpochDay(trigger.throughEpochDay()).toString())
                .put("purpose", trigger.purpose().name());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    /** As fields by name, as text, or where it is neither in Base64. */
    private static @Nullable String readable(Form form, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            switch (form) {
                case PLAY -> {
                    return io.wrapped.state.proto.Play.parseFrom(bytes).toString();
                }
                case PROFILE -> {
                    return io.wrapped.state.proto.Profile.parseFrom(bytes).toString();
                }
                case EXCLUSION -> {
                    return io.wrapped.state.proto.Exclusion.parseFrom(bytes).toString();
                }
                case REPORT_REQUEST -> {
                    return io.wrapped.state.proto.ReportRequest.parseFrom(bytes).toString();
                }
                case ROW -> {
                    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                }
            }
        } catch (InvalidProtocolBufferException | CharacterCodingException e) {
            // Neither fields nor text.
        }
        return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
}
