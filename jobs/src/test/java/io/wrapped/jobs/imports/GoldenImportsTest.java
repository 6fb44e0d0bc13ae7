package io.wrapped.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wrapped.jobs.imports.ImportedRow.Accepted;
import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and what an independent implementation of the SPEC makes of them. */
class GoldenImportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-extended",
                "02-account",
                "03-lastfm-csv",
                "04-lastfm-1k",
                "05-listenbrainz"
            })
    void readsAsExpected(String name) throws IOException {
        JsonNode golden = golden(name);
        List<ImportedRow> rows = read(golden);
        JsonNode expected = golden.get("expected");
        assertThat(rows).hasSize(expected.size());
        Map<Integer, String> eventIds = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            assertRow(rows.get(i), expected.get(i), eventIds);
        }
        assertThat(new HashSet<>(eventIds.values())).hasSameSizeAs(eventIds.keySet());
        assertReports(golden, rows);
    }

    private static void assertRow(
            ImportedRow row, JsonNode expected, Map<Integer, String> eventIds) {
        if (expected.has("dead_letter")) {
            assertThat(row).isInstanceOf(Refused.class);
            assertThat(((Refused) row).bytes() != null)
                    .as(row.toString())
                    .isEqualTo(expected.get("bytes").booleanValue());
        } else {
            assertThat(row).isInstanceOf(Accepted.class);
            Play play = ((Accepted) row).play();
            String eventId = eventIds.computeIfAbsent(event(expected), event -> play.eventId());
            assertThat(play).isEqualTo(play(expected, eventId));
        }
    }

    private void assertReports(JsonNode golden, List<ImportedRow> rows) throws IOException {
        Tally tally = new Tally();
        rows.forEach(tally::add);
        assertThat(tally.report()).isEqualTo(report(golden.get("report")));
        read(golden).forEach(tally::add);
        assertThat(tally.report()).isEqualTo(report(golden.get("report_twice")));
    }

    private List<ImportedRow> read(JsonNode golden) throws IOException {
        Path file =
                Imports.write(
                        folder, golden.get("file").textValue(), golden.get("text").textValue());
        Map<String, Long> durations = new HashMap<>();
        for (JsonNode item : golden.get("catalogue")) {
            durations.put(item.get("content_uri").textValue(), item.get("duration_ms").longValue());
        }
        List<ImportedRow> rows = new ArrayList<>();
        HistoryImport.read(
                List.of(file.toString()),
                format(golden.get("format").textValue()),
                golden.get("user").textValue(),
                golden.get("now").longValue(),
                durations::get,
                rows::add);
        return rows;
    }

    private static HistoryFormat format(String name) {
        return HistoryFormat.of(name).or(() -> HistoryFormat.of("spotify-" + name)).orElseThrow();
    }

    private static int event(JsonNode expected) {
        return expected.get("event").intValue();
    }

    private static Play play(JsonNode expected, String eventId) {
        JsonNode source = expected.get("source");
        return new Play(
                eventId,
                expected.get("user_id").textValue(),
                expected.get("content_uri").textValue(),
                Kind.valueOf(expected.get("kind").textValue()),
                expected.get("ended_at").longValue(),
                expected.get("ms_played").intValue(),
                null,
                null,
                text(expected, "country"),
                expected.get("private_session").booleanValue(),
                null,
                null,
                null,
                new Source(
                        text(source, "title"),
                        text(source, "artist"),
                        text(source, "album"),
                        text(source, "show")));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    /** Reasons are free: what counts is how many dead letters there are. */
    private static Map<String, Integer> report(JsonNode golden) {
        Map<String, Integer> report = new TreeMap<>();
        for (Map.Entry<String, JsonNode> count : golden.properties()) {
            String outcome =
                    count.getKey().startsWith("dead letter: ") ? "dead letters" : count.getKey();
            report.merge(outcome, count.getValue().intValue(), Integer::sum);
        }
        return report;
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file =
                GoldenImportsTest.class.getResourceAsStream("/imports/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }
}
