package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.LASTFM;
import static io.wrapped.jobs.imports.Imports.plays;
import static io.wrapped.jobs.imports.Imports.readBytes;
import static io.wrapped.jobs.imports.Imports.readText;
import static io.wrapped.jobs.imports.Imports.refusals;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastfmFileTest {
    private static final long ENDED = Instant.parse("2024-01-02T03:07:30Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
                        + "\"1704164640\",\"02 Jan 2024, 03:04\",\"A\",\"\",\"L\",\"\",\"T\",\"\"",
                "Artist;Album;AlbumId;Track;Date#rj\n\"A\";\"L\";\"\";\"T\";\"1704164640000\"",
                "artist,album,name,date\nA,L,T,2 Jan 2024 03:04",
                "A,L,T,02 Jan 2024 03:04",
                "Artist Name,Track Name,Album,Date\nA,T,L,2024-01-02 03:04:00",
                "artist\ttrack\talbum\tlistened_at\nA\tT\tL\t2024-01-02T05:04:00+02:00",
                "\uFEFFtrack,artist,album,uts,utc_time\r\nT,A,L,,2024-01-02T03:04:00.000Z\r\n",
            })
    void formsOfKnownExportersSayTheSame(String file) {
        Play play = plays(LASTFM, file).get(0);
        assertThat(play.source()).isEqualTo(new Source("T", "A", "L", null));
        assertThat(play.endedAt()).isEqualTo(ENDED);
        assertThat(play.msPlayed()).isEqualTo(210_000);
    }

    @Test
    void rowsNameTheirUsersWhereThereIsAColumnForThem() {
        assertThat(plays(LASTFM, "user,artist,track,uts\nrj,A,T,1704164640\n,A,T,1704164640"))
                .extracting(Play::userId)
                .containsExactly("rj", Imports.USER);
    }

    @Test
    void quotedNamesHoldDelimitersQuotesAndLineBreaks() {
        assertThat(plays(LASTFM, "track,artist,uts\n\"One, \"\"two\"\"\n3\",A,1704164640"))
                .extracting(play -> play.source().title())
                .containsExactly("One, \"two\"\n3");
    }

    @Test
    void inchSignInABareNameIsASign() {
        assertThat(plays(LASTFM, "artist,track,uts\nA,7\" Single,1704164640"))
                .extracting(play -> play.source().title())
                .containsExactly("7\" Single");
    }

    @Test
    void quoteThatDoesNotCloseCostsOneRow() {
        List<ImportedRow> rows =
                readText(
                        LASTFM,
                        "artist,track,uts\n\"A,T,1704164640\nB,U,1704164641\nC,V,1704164642\n");
        assertThat(rows).extracting(ImportedRow::row).containsExactly(2L, 3L, 4L);
        assertThat(refusals(rows))
                .singleElement()
                .extracting(refused -> new String(refused.bytes(), UTF_8))
                .isEqualTo("\"A,T,1704164640");
    }

    @Test
    void bareDelimiterInANameIsABadRow() {
        assertThat(refusals(readText(LASTFM, "artist,track,uts\nA,One, two,1704164640")))
                .extracting(Refused::reason)
                .containsExactly("wrong number of columns");
    }

    @Test
    void rowThatIsNotUtf8IsABadRow() {
        byte[] file = "artist,track,uts\nBjörk,T,1704164640\n".getBytes(ISO_8859_1);
        assertThat(refusals(readBytes(LASTFM, file)))
                .extracting(Refused::reason)
                .containsExactly("not UTF-8");
    }

    @Test
    void equalScrobblesAreDifferentPlays() {
        List<Play> plays = plays(LASTFM, "artist,track,uts\n" + "A,T,1704164640\n".repeat(3));
        assertThat(plays).extracting(Play::eventId).doesNotHaveDuplicates();
    }

    @Test
    void quotesOfTheThousandUsersAreSigns() {
        String row = "user_1\t2009-05-04T23:08:57Z\t\tA\t\t\"Heroes\n";
        assertThat(plays(LASTFM, row))
                .extracting(play -> play.source().title())
                .containsExactly("\"Heroes");
    }

    @Test
    void nameOfAUserOutOfBoundsIsABadRow() {
        String row = "\t2009-05-04T23:08:57Z\t\tA\t\tT\n";
        assertThat(refusals(readText(LASTFM, row)))
                .extracting(Refused::reason)
                .singleElement()
                .asString()
                .contains("user_id");
    }
}
