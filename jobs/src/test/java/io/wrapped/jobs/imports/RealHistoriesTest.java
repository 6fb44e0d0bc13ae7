package io.wrapped.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wrapped.state.contract.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories of real listeners, where their folder lies beside the project. */
class RealHistoriesTest {
    private static final Path DATA = Path.of("../../shared/data");

    @ParameterizedTest
    @CsvSource({
        "SPOTIFY_EXTENDED, s1, 22677",
        "SPOTIFY_EXTENDED, s2, 4427",
        "SPOTIFY_EXTENDED, koito/Streaming_History_Audio_spotify_import_test.json, 39",
        "LISTENBRAINZ, listenbrainz, 100",
        "LISTENBRAINZ, koito/listenbrainz_shoko1_123456789.zip, 19",
        "LISTENBRAINZ, koito/listenbrainz_shoko1_1749780844.zip, 5",
    })
    void everyRowIsAccountedFor(HistoryFormat format, String name, int rows) throws IOException {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "the folder of real histories is not there");
        List<ImportedRow> read = Imports.read(format, file);
        assertThat(read).hasSize(rows);
        assertThat(Imports.refusals(read)).isEmpty();
        Tally tally = new Tally();
        read.forEach(tally::add);
        int streams = tally.report().get("streams");
        Imports.read(format, file).forEach(tally::add);
        Map<String, Integer> twice = tally.report();
        assertThat(twice.get("streams")).isEqualTo(streams);
        assertThat(twice.remove("read"))
                .isEqualTo(twice.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void dumpKeepsItsUsers() throws IOException {
        Path dump = DATA.resolve("listenbrainz");
        assumeTrue(Files.exists(dump), "the folder of real histories is not there");
        List<ImportedRow> rows = Imports.read(HistoryFormat.LISTENBRAINZ, dump);
        assertThat(Imports.plays(rows))
                .extracting(Play::userId)
                .allMatch(id -> id.startsWith("lb"));
    }
}
