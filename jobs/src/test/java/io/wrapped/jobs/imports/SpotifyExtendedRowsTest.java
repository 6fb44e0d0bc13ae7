package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_EXTENDED;
import static io.wrapped.jobs.imports.Imports.extendedFile;
import static io.wrapped.jobs.imports.Imports.plays;
import static io.wrapped.jobs.imports.Imports.readText;
import static io.wrapped.jobs.imports.Imports.refusals;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Kind;
import io.wrapped.state.contract.Play;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpotifyExtendedRowsTest {

    @Test
    void offlinePlayStampedAtItsUploadEndedWhenTheDeviceSaysSo() {
        Play play =
                play(
                        "\"ts\": \"2025-01-30T00:00:00Z\", \"offline\": true, "
                                + "\"offline_timestamp\": 1735776000");
        assertThat(play.endedAt()).isEqualTo(Instant.parse("2025-01-02T00:01:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "0", "-1", "1136073599", "\"soon\"", "1e20", "99999999999999999"})
    void offlineTimestampThatSaysNothingLeavesTheStamp(String timestamp) {
        Play play = play("\"offline\": true, \"offline_timestamp\": " + timestamp);
        assertThat(play.endedAt()).isEqualTo(Instant.parse("2025-01-02T00:00:00Z").toEpochMilli());
    }

    @Test
    void stampOfAnUnsetClockIsRefused() {
        assertThat(refused("\"ts\": \"1969-12-31T23:59:59Z\"").reason()).contains("ended_at");
    }

    @Test
    void textThatSaysPrivateIsRefusedWithoutItsBytes() {
        Refused refused = refused("\"incognito_mode\": \"true\"");
        assertThat(refused.reason()).contains("incognito_mode");
        assertThat(refused.bytes()).isNull();
    }

    @Test
    void missingIncognitoModeIsNotPrivate() {
        assertThat(play("\"incognito_mode\": null").privateSession()).isFalse();
    }

    @Test
    void refusedRowKeepsItsTextAsItStandsInTheFile() {
        String row = "{ \"ts\" :null,\t\"ms_played\":1e3, \"n\": \"\\u00e9\u00e9\" }";
        assertThat(refusals(readText(SPOTIFY_EXTENDED, "[ " + row + " ,5]")))
                .extracting(refused -> new String(refused.bytes(), UTF_8))
                .containsExactly(row, "5");
    }

    @Test
    void badRowsDoNotEndAFile() {
        String file = "[5, null, [], \"x\", {}, " + Imports.extended("") + "]";
        List<ImportedRow> rows = readText(SPOTIFY_EXTENDED, file);
        assertThat(rows).extracting(ImportedRow::row).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(refusals(rows)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ms_played\": \"60000\"",
                "\"ms_played\": 60000.5",
                "\"ms_played\": 86400001",
                "\"ms_played\": 99999999999999999999",
                "\"ts\": 1735776000",
                "\"ts\": \"+999999999-12-31T23:59:59Z\"",
                "\"conn_country\": \"Estonia\"",
                "\"master_metadata_track_name\": 5",
                "\"master_metadata_track_name\": \"\\ud83d\""
            })
    void valueOutOfBoundsIsABadRow(String fields) {
        assertThat(refused(fields).bytes()).isNotEmpty();
    }

    @Test
    void audiobookWithoutIdsIsKnownByItsNames() {
        Play play =
                play(
                        "\"spotify_track_uri\": \"\", \"master_metadata_track_name\": null,"
                                + " \"audiobook_title\": \"Book\", \"audiobook_chapter_title\":"
                                + " \"One\"");
        assertThat(play.kind()).isEqualTo(Kind.AUDIOBOOK);
        assertThat(play.contentUri()).isEqualTo("name:book\u001fone");
    }

    private static Play play(String fields) {
        return plays(SPOTIFY_EXTENDED, extendedFile(fields)).get(0);
    }

    private static Refused refused(String fields) {
        return refusals(readText(SPOTIFY_EXTENDED, extendedFile(fields))).get(0);
    }
}
