package io.wrapped.jobs.imports;

import static io.wrapped.jobs.imports.HistoryFormat.LISTENBRAINZ;
import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_ACCOUNT;
import static io.wrapped.jobs.imports.HistoryFormat.SPOTIFY_EXTENDED;
import static io.wrapped.jobs.imports.Imports.extendedFile;
import static io.wrapped.jobs.imports.Imports.read;
import static io.wrapped.jobs.imports.Imports.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {
    private static final String LISTEN =
            "{\"listened_at\": 1500000000, "
                    + "\"track_metadata\": {\"artist_name\": \"A\", \"track_name\": \"T\"}}";

    @TempDir Path folder;

    @Test
    void folderIsReadInOrderOfNamesAndNothingElseOfIt() throws IOException {
        write(folder, "my/Streaming_History_Video_2024.json", extendedFile(""));
        write(folder, "my/Streaming_History_Audio_2024_1.json", extendedFile(""));
        write(folder, "my/Streaming_History_Audio_2023_0.json.gz", Imports.gzip(extendedFile("")));
        write(folder, "endsong_0.json", extendedFile(""));
        write(folder, "my/._Streaming_History_Audio_2023_0.json", "attributes");
        write(folder, "my/Userdata.json", "{}");
        assertThat(read(SPOTIFY_EXTENDED, folder))
                .extracting(row -> folder.relativize(Path.of(row.file())).toString())
                .containsExactly(
                        "endsong_0.json",
                        "my/Streaming_History_Audio_2023_0.json.gz",
                        "my/Streaming_History_Audio_2024_1.json",
                        "my/Streaming_History_Video_2024.json");
    }

    @Test
    void zipIsReadAsItsFolderWouldBe() throws IOException {
        String row =
                "{\"endTime\": \"2025-03-01 10:00\", \"artistName\": \"A\", \"trackName\": \"T\", "
                        + "\"msPlayed\": 30000}";
        Map<String, String> files =
                Map.of(
                        "Spotify Account Data/StreamingHistory_podcast_0.json",
                        "[]",
                        "Spotify Account Data/StreamingHistory_music_0.json",
                        "[" + row + "]",
                        "Spotify Account Data/Playlist1.json",
                        "{\"playlists\": []}",
                        "MyData/StreamingHistory0.json",
                        "[" + row + "]");
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(folder, "open/" + file.getKey(), file.getValue());
        }
        Path zip = Imports.zip(folder.resolve("my_spotify_data.zip"), files);
        List<ImportedRow> zipped = read(SPOTIFY_ACCOUNT, zip);
        assertThat(zipped)
                .extracting(ImportedRow::file)
                .containsExactly(
                        zip + "!MyData/StreamingHistory0.json",
                        zip + "!Spotify Account Data/StreamingHistory_music_0.json");
        assertThat(Imports.plays(zipped))
                .isEqualTo(Imports.plays(read(SPOTIFY_ACCOUNT, folder.resolve("open"))));
    }

    @Test
    void zipOfListenBrainzHoldsAFileAMonth() throws IOException {
        Path zip =
                Imports.zip(
                        folder.resolve("export"),
                        Map.of(
                                "listens/2025/1.jsonl",
                                LISTEN,
                                "listens/2024/12.jsonl",
                                LISTEN,
                                "feedback.jsonl",
                                "{\"score\": 1}",
                                "user.json",
                                "{\"user_id\": 1, \"username\": \"rob\"}"));
        List<ImportedRow> rows = read(LISTENBRAINZ, zip);
        assertThat(rows)
                .extracting(ImportedRow::file)
                .containsExactly(zip + "!listens/2024/12.jsonl", zip + "!listens/2025/1.jsonl");
        assertThat(Imports.plays(rows))
                .allSatisfy(play -> assertThat(play.userId()).isEqualTo(Imports.USER));
    }

    @Test
    void gzipIsKnownByItsBytes() throws IOException {
        Path file = write(folder, "history", Imports.gzip(extendedFile("")));
        assertThat(read(SPOTIFY_EXTENDED, file)).hasSize(1);
    }

    @Test
    void rowsGoOutBeforeTheFileEnds() {
        assertThatThrownBy(
                        () ->
                                HistoryImport.read(
                                        List.of("-"),
                                        endless("[", Imports.extended("") + ","),
                                        SPOTIFY_EXTENDED,
                                        Imports.USER,
                                        Imports.NOW,
                                        Imports.NO_CATALOGUE,
                                        HistoryFilesTest::stopAtTenThousand))
                .isInstanceOf(CancellationException.class);
    }

    private static void stopAtTenThousand(ImportedRow row) {
        if (row.row() == 10_000) {
            throw new CancellationException();
        }
    }

    private static InputStream endless(String start, String row) {
        byte[] first = start.getBytes(UTF_8);
        byte[] again = row.getBytes(UTF_8);
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                long at = position++;
                return at < first.length
                        ? first[(int) at]
                        : again[(int) ((at - first.length) % again.length)];
            }
        };
    }
}
