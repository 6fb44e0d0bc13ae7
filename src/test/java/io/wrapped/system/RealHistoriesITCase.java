package io.wrapped.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wrapped.jobs.imports.HistoryFormat;
import io.wrapped.jobs.imports.HistoryImport;
import io.wrapped.jobs.imports.ImportedRow;
import io.wrapped.sinks.hbase.Slot;
import io.wrapped.state.cases.CaseFiles;
import io.wrapped.state.cases.PlainListener;
import io.wrapped.state.cases.PlainRun;
import io.wrapped.state.contract.CatalogueItem;
import io.wrapped.state.contract.JsonRecords;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Profile;
import io.wrapped.state.contract.Trigger;
import io.wrapped.state.contract.Trigger.Purpose;
import io.wrapped.state.contract.Trigger.Scope;
import io.wrapped.state.review.ContentTable;
import io.wrapped.system.harness.Feed;
import io.wrapped.system.harness.Store;
import io.wrapped.system.harness.WrappedSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Histories of real listeners, where they are present, through the pipeline and the plain logic.
 */
class RealHistoriesITCase {
    private static final long NOW = Instant.parse("2026-01-10T00:00:00Z").toEpochMilli();
    private static final Map<String, CatalogueItem> CATALOGUE = new HashMap<>();
    private static final ContentTable PLAIN_CATALOGUE = new ContentTable();
    private static Optional<Path> data;

    private record History(String name, String zone, int year) {}

    @BeforeAll
    static void readCatalogue() throws Exception {
        data = CaseFiles.shared().map(shared -> shared.resolve("data")).filter(Files::isDirectory);
        if (data.isPresent()) {
            try (BufferedReader lines = lines(data.get().resolve("catalogue.jsonl.gz"))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    CatalogueItem item = JsonRecords.catalogueItem(line);
                    CATALOGUE.put(item.contentUri(), item);
                    PLAIN_CATALOGUE.put(item, 0);
                }
            }
        }
    }

    @Test
    void documentsOfRealHistoriesAreThoseOfThePlainLogic() throws Exception {
        assumeTrue(
                data.isPresent(),
                "no histories: set -Dwrapped.shared=FOLDER to the folder that holds data/");
        try (WrappedSystem system = WrappedSystem.create("histories")) {
            system.startWrapped();
            CATALOGUE.values().forEach(system.feed(NOW)::send);
            for (History history :
                    List.of(
                            new History("s1", "Asia/Karachi", 2024),
                            new History("s2", "Europe/London", 2023))) {
                assertSame(system, history);
            }
        }
    }

    private static void assertSame(WrappedSystem system, History history) throws Exception {
        Profile profile = new Profile(history.name(), history.zone(), null, null, null, false);
        PlainListener plain = new PlainListener(history.name());
        plain.apply(profile);
        Feed feed = system.feed(NOW);
        feed.send(profile);
        feed.awaitOutcomes();
        Map<String, Long> report = new TreeMap<>();
        for (Play play : plays(history)) {
            report.merge(PlainRun.reportKey(plain.play(play)), 1L, Long::sum);
            feed.send(play);
        }
        feed.awaitOutcomes();
        int through = (int) LocalDate.of(history.year(), 12, 31).toEpochDay();
        Map<String, Long> told = feed.trigger(trigger(history, through));
        Store store = system.store();

        String expected =
                new String(
                        plain.review(history.year(), through, PLAIN_CATALOGUE).bytes(),
                        StandardCharsets.UTF_8);
        String document = store.documents(told, history.year(), Slot.FINAL).get(history.name());
        assertThat(withoutStories(document)).isEqualTo(withoutStories(expected));
        assertThat(reportOf(feed)).isEqualTo(report);
        store.days(history.name(), history.year())
                .forEach(
                        (day, facts) ->
                                assertThat(facts).isEqualTo(plain.dayFacts(day, PLAIN_CATALOGUE)));
    }

    private static List<Play> plays(History history) throws Exception {
        List<Play> plays = new ArrayList<>();
        HistoryImport.read(
                List.of(data.orElseThrow().resolve(history.name()).toString()),
                HistoryFormat.SPOTIFY_EXTENDED,
                history.name(),
                NOW,
                uri -> null,
                row -> {
                    if (row instanceof ImportedRow.Accepted accepted) {
                        plays.add(accepted.play());
                    }
                });
        return plays;
    }

    private static Trigger trigger(History history, int through) {
        return new Trigger(
                "tell " + history.name(),
                history.year(),
                through,
                Scope.USERS,
                List.of(history.name()),
                null,
                0,
                Purpose.FINAL);
    }

    private static Map<String, Long> reportOf(Feed feed) {
        Map<String, Long> report = new TreeMap<>();
        feed.playOutcomes()
                .forEach((result, count) -> report.put(PlainRun.reportKey(result), count));
        return report;
    }

    private static JsonNode withoutStories(String document) {
        JsonNode json = Json.read(document);
        json.path("remarkable_days").forEach(day -> ((ObjectNode) day).remove("report"));
        return json;
    }

    private static BufferedReader lines(Path gzipped) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(gzipped)),
                        StandardCharsets.UTF_8));
    }
}
