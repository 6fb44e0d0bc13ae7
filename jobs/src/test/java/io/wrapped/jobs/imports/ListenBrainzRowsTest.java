package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.LISTENBRAINZ;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.state.contract.Play;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenBrainzRowsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"duration\": 90.5} | 90500",
                "{\"duration_ms\": \"1e5\"} | 100000",
                "{\"duration_ms\": 100500.9} | 100500",
                "{\"duration_ms\": \"3:20\", \"duration\": 90} | 90000",
                "{\"duration_ms\": -5, \"duration\": null} | 210000",
                "{\"duration_ms\": 1e400} | 210000",
                "null | 210000",
            })
    void lengthIsTheFirstThatSaysSomething(String info, int msPlayed) {
        assertThat(Imports.plays(LISTENBRAINZ, listen(1_500_000_000, info)))
                .extracting(Play::msPlayed)
                .containsExactly(msPlayed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"duration_ms\": 86400001}", "{\"duration\": 1e300}"})
    void lengthOfMoreThanADayIsABadRow(String info) {
        assertThat(Imports.refusals(Imports.readText(LISTENBRAINZ, listen(1_500_000_000, info))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 1000})
    void startOutOfBoundsIsABadRow(long listenedAt) {
        assertThat(Imports.refusals(Imports.readText(LISTENBRAINZ, listen(listenedAt, "{}"))))
                .hasSize(1);
    }

    @Test
    void dumpCallsTheStartATimestampAndNamesItsUsers() {
        String row =
                "{\"user_id\": 1, \"user_name\": \"rob\", \"timestamp\": 1500000000, "
                        + "\"track_metadata\": {\"artist_name\": \"A\", \"track_name\": \"T\"}}";
        Play play = Imports.plays(LISTENBRAINZ, row).get(0);
        assertThat(play.userId()).isEqualTo("rob");
        assertThat(play.endedAt()).isEqualTo(1_500_000_210_000L);
    }

    @Test
    void blankLinesAreNoRows() {
        String file = "\n" + listen(1_500_000_000, "{}") + "\r\n\r\n";
        assertThat(Imports.readText(LISTENBRAINZ, file))
                .extracting(ImportedRow::row)
                .containsExactly(2L);
    }

    private static String listen(long listenedAt, String info) {
        return """
        {"listened_at": %d, "track_metadata": {"artist_name": "A", "track_name": "T", \
        "additional_info": %s}}\
        """
                .formatted(listenedAt, info);
    }
}
