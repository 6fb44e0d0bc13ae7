package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.LASTFM;
import static io.wrapped.jobs.imports.HistoryFormat.LISTENBRAINZ;
import static io.wrapped.jobs.imports.HistoryFormat.PLAY_JSONL;
import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_ACCOUNT;
import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_EXTENDED;
import static io.wrapped.jobs.imports.Imports.extendedFile;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that cannot be read fails the import, and says which file, where and, if known, why. */
class UnreadableFilesTest {
    private static final String ACCOUNT_ROW =
            "{\"endTime\": \"2025-03-01 10:00\", \"artistName\": \"A\", \"trackName\": \"T\", "
                    + "\"msPlayed\": 30000}";
    private static final String LISTEN =
            "{\"listened_at\": 1500000000, \"track_metadata\": {\"artist_name\": \"A\"}}";

    @TempDir Path folder;

    @Test
    void truncatedArraySaysWhereItEnds() throws IOException {
        String whole = extendedFile("", "");
        String message = failure(SPOTIFY_EXTENDED, whole.substring(0, whole.length() - 20));
        assertThat(message).contains("history.json").contains("ends in the middle, at line 6");
    }

    @Test
    void arrayCutInItsFirstRowIsStillOfItsFormat() throws IOException {
        assertThat(failure(SPOTIFY_EXTENDED, extendedFile("").substring(0, 100)))
                .contains("ends in the middle")
                .doesNotContain("looks like");
    }

    @Test
    void rowsBeforeTheBreakHaveGoneOut() throws IOException {
        String whole = extendedFile("", "");
        Path file = write(whole.substring(0, whole.length() - 20));
        List<ImportedRow> rows = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                HistoryImport.read(
                                        List.of(file.toString()),
                                        SPOTIFY_EXTENDED,
                                        Imports.USER,
                                        Imports.NOW,
                                        Imports.NO_CATALOGUE,
                                        rows::add))
                .isInstanceOf(ImportFailedException.class);
        assertThat(rows).hasSize(1);
    }

    @Test
    void nonsenseWithinAnArraySaysWhereItStands() throws IOException {
        assertThat(failure(SPOTIFY_EXTENDED, extendedFile("").replace("]", "\n  oops]")))
                .contains("is not JSON at line 4");
    }

    @Test
    void textAfterTheArrayFails() throws IOException {
        assertThat(failure(SPOTIFY_EXTENDED, extendedFile("") + "\n[]"))
                .contains("goes on after the end of its JSON array at line 4, column 1");
    }

    @Test
    void otherKnownFormatsAreNamed() throws IOException {
        String scrobbles = "uts,artist,track\n1704164640,A,T\n";
        assertThat(failure(SPOTIFY_EXTENDED, "[" + ACCOUNT_ROW + "]"))
                .endsWith("it looks like --format spotify-account");
        assertThat(failure(SPOTIFY_ACCOUNT, extendedFile("")))
                .endsWith("it looks like --format spotify-extended");
        assertThat(failure(SPOTIFY_ACCOUNT, scrobbles)).endsWith("it looks like --format lastfm");
        assertThat(failure(LASTFM, LISTEN)).endsWith("it looks like --format listenbrainz");
        assertThat(failure(PLAY_JSONL, LISTEN)).endsWith("it looks like --format listenbrainz");
        assertThat(failure(LISTENBRAINZ, "[" + LISTEN + "]")).contains("one listen a line");
        assertThat(failure(LISTENBRAINZ, "{\"content_uri\": \"c\", \"ended_at\": 1}\n"))
                .endsWith("it looks like --format play-jsonl");
        assertThat(failure(LASTFM, "<html>")).endsWith("it looks like a web page");
    }

    @Test
    void fileOfManyRowsOfAnotherFormatIsNotReadToItsEnd() throws IOException {
        assertThat(failure(LISTENBRAINZ, "{\"score\": 1}\n".repeat(500)))
                .contains("no row of the first 100 is of the format listenbrainz");
    }

    @ParameterizedTest
    @EnumSource(HistoryFormat.class)
    void emptyFileFails(HistoryFormat format) throws IOException {
        assertThat(failure(format, "")).endsWith("history.json: is empty");
    }

    @ParameterizedTest
    @EnumSource(HistoryFormat.class)
    void randomBytesFail(HistoryFormat format) throws IOException {
        byte[] bytes = new byte[500];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("history.json"), bytes);
        assertThat(failure(format, file)).contains("history.json");
    }

    @Test
    void brokenGzipSaysAfterWhichRow() throws IOException {
        byte[] whole = Imports.gzip(listens(2000));
        Path file = folder.resolve("listens.jsonl.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(failure(LISTENBRAINZ, file))
                .containsPattern("listens.jsonl.gz: breaks off after row \\d+: ");
        Files.write(file, Arrays.copyOf(whole, 20));
        assertThat(failure(LISTENBRAINZ, file)).contains("listens.jsonl.gz: cannot be read: ");
    }

    private static String listens(int count) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < count; i++) {
            file.append(LISTEN.replace("1500000000", String.valueOf(1_500_000_000 + 7919 * i)));
            file.append('\n');
        }
        return file.toString();
    }

    @Test
    void nameThatPromisesGzipIsKept() throws IOException {
        Path file = Imports.write(folder, "history.json.gz", extendedFile(""));
        assertThat(failure(SPOTIFY_EXTENDED, file)).contains("is not gzip data");
    }

    @Test
    void utf16IsNamed() throws IOException {
        Path file = Imports.write(folder, "s.csv", "\uFEFFartist,track,uts".getBytes(UTF_16LE));
        assertThat(failure(LASTFM, file)).contains("is UTF-16");
    }

    @Test
    void zipAndFolderWithoutAHistoryFail() throws IOException {
        Path zip = Imports.zip(folder.resolve("a.zip"), Map.of("StreamingHistory0.json", "[]"));
        assertThat(failure(SPOTIFY_EXTENDED, zip))
                .contains("a.zip: the zip holds no spotify-extended history")
                .contains("endsong_*.json");
        assertThat(failure(LASTFM, folder)).contains("the folder holds no lastfm history");
    }

    @Test
    void brokenZipFails() throws IOException {
        Path zip = Imports.zip(folder.resolve("a.zip"), Map.of("endsong_0.json", "[]"));
        Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 60));
        assertThat(failure(SPOTIFY_EXTENDED, zip)).contains("a.zip: the zip is broken or cut off");
    }

    @Test
    void fileThatIsNotThereFails() {
        assertThat(failure(LASTFM, folder.resolve("none.csv")))
                .endsWith("none.csv: no such file or folder");
    }

    private String failure(HistoryFormat format, String text) throws IOException {
        return failure(format, write(text));
    }

    private static String failure(HistoryFormat format, Path file) {
        return catchThrowableOfType(ImportFailedException.class, () -> Imports.read(format, file))
                .getMessage();
    }

    private Path write(String text) throws IOException {
        return Imports.write(folder, "history.json", text.getBytes(StandardCharsets.UTF_8));
    }
}
