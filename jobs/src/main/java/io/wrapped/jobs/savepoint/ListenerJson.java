package io.wrapped.jobs.savepoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.operators.listener.ListenerState;
import io.wrapped.state.contract.Exclusion;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Source;
import io.wrapped.state.rollup.DayRollup;
import io.wrapped.state.rollup.Exclusions;
import io.wrapped.state.rollup.Item;
import io.wrapped.state.rollup.Items;
import io.wrapped.state.rollup.Listener;
import io.wrapped.state.rollup.Listener.EarlierZone;
import io.wrapped.state.rollup.ListenerFold;
import io.wrapped.state.rollup.Listening;
import io.wrapped.state.rollup.PlayCodec;
import io.wrapped.state.rollup.PlayEvent;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What state holds of a listener, as a JSON object; docs/savepoints.md names its fields. */
final class ListenerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListenerJson() {}

    static String of(String userId, ListenerState state) throws Exception {
        Listener listener = state.listener(userId);
        ObjectNode document = JSON.createObjectNode();
        document.put("user_id", userId);
        document.put("known", listener.known());
        document.put("erased", listener.erased());
        if (listener.erasedAt() == Long.MIN_VALUE) {
            document.putNull("erased_at");
        } else {
            document.put("erased_at", listener.erasedAt());
        }
        addProfile(document.putObject("profile"), listener.profile());
        ArrayNode zones = document.putArray("earlier_zones");
        for (EarlierZone earlier : listener.earlierZones()) {
            zones.addObject().put("until", earlier.until()).put("zone", earlier.zone());
        }
        document.put("streams", listener.streams());
        document.put("version", listener.version());
        ArrayNode years = document.putArray("reviewed_years");
        listener.reviewedYears().stream().sorted().forEach(years::add);
        addEncodings(document, state.encoded());
        addExclusions(document.putArray("exclusions"), state.exclusions(userId));
        ArrayNode waiting = document.putArray("waiting");
        for (byte[] run : state.pending()) {
            for (PlayEvent play : PlayCodec.decode(userId, run[0], run, 1)) {
                addPlay(waiting.addObject(), play);
            }
        }
        Listening listening = new ListenerFold(listener, state, (hash, uri) -> true);
        addItems(document.putArray("items"), listening.items());
        addDays(document.putArray("days"), listening);
        return JSON.writeValueAsString(document);
    }

    private static void addProfile(ObjectNode to, @Nullable Profile profile) {
        to.put("zone", profile == null ? null : profile.zone());
        to.put("birth_month_day", profile == null ? null : profile.birthMonthDay());
        to.put("locale", profile == null ? null : profile.locale());
        to.put("country", profile == null ? null : profile.country());
    }

    private static void addEncodings(ObjectNode to, Map<String, List<byte[]>> encoded) {
        ObjectNode bytes = to.putObject("bytes");
        ObjectNode versions = to.putObject("versions");
        encoded.forEach(
                (name, values) -> {
                    bytes.put(name, values.stream().mapToLong(value -> value.length).sum());
                    ObjectNode ofState = versions.putObject(name);
                    for (byte[] value : values) {
                        String version = String.valueOf(value[0]);
                        ofState.put(version, ofState.path(version).asLong() + 1);
                    }
                });
    }

    private static void addExclusions(ArrayNode to, Exclusions exclusions) {
        exclusions.records().stream()
                .sorted(Comparator.comparing(Exclusion::target).thenComparing(Exclusion::targetId))
                .forEach(
                        exclusion ->
                                to.addObject()
                                        .put("target", exclusion.target().name())
                                        .put("target_id", exclusion.targetId())
                                        .put("excluded", exclusion.excluded())
                                        .put("changed_at", exclusion.changedAt()));
    }

    private static void addPlay(ObjectNode to, PlayEvent play) {
        to.put("kind", play.kind().name());
        to.put("content_uri", play.contentUri());
        to.put("ended_at", play.endedAt());
        to.put("ms_played", play.msPlayed());
        to.put("utc_offset_minutes", play.utcOffsetMinutes());
        to.put("appended_at", play.appendedAt());
        addNames(to, play.source());
    }

    private static void addItems(ArrayNode to, Items items) {
        for (int number = 0; number < items.size(); number++) {
            long context = items.contextHash(number);
            ObjectNode item =
                    to.addObject()
                            .put("item", number)
                            .put("kind", items.kind(number).name())
                            .put(
                                    "content_hash",
                                    HexFormat.of().toHexDigits(items.contentHash(number)))
                            .put("content_uri", items.contentUri(number))
                            .put(
                                    "context_hash",
                                    context == Item.NO_CONTEXT
                                            ? null
                                            : HexFormat.of().toHexDigits(context))
                            .put(
                                    "first_date",
                                    items.firstDay(number) == Items.NEVER
                                            ? null
                                            : date(items.firstDay(number)));
            addNames(item, items.source(number));
        }
    }

    private static void addNames(ObjectNode to, @Nullable Source source) {
        to.put("title", source == null ? null : source.title());
        to.put("artist", source == null ? null : source.artist());
        to.put("show", source == null ? null : source.show());
    }

    private static void addDays(ArrayNode to, Listening listening) {
        for (int year : listening.years()) {
            for (DayRollup rollup : listening.year(year).days()) {
                ObjectNode day = to.addObject().put("date", date(rollup.epochDay()));
                long streams = 0;
                long ms = 0;
                ArrayNode rows = JSON.createArrayNode();
                for (int row = 0; row < rollup.size(); row++) {
                    rows.addObject()
                            .put("item", rollup.item(row))
                            .put("streams", rollup.streams(row))
                            .put("ms", rollup.ms(row));
                    streams += rollup.streams(row);
                    ms += rollup.ms(row);
                }
                day.put("streams", streams).put("ms", ms).set("rows", rows);
            }
        }
    }

    private static String date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
