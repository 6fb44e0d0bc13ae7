package io.wrapped.jobs.imports;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wrapped.jobs.imports.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads histories row by row, whatever their size. */
public final class HistoryImport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final HistoryFormat format;
    private final String userId;
    private final long now;
    private final Durations durations;
    private final Consumer<ImportedRow> out;

    private HistoryImport(
            HistoryFormat format,
            String userId,
            long now,
            Durations durations,
            Consumer<ImportedRow> out) {
        this.format = format;
        this.userId = userId;
        this.now = now;
        this.durations = durations;
        this.out = out;
    }

    /**
     * Reads every row of the files, in order. Rows go out as they are read, so some may have gone
     * before a file turns out to be broken; as the same row always makes the same event, reading
     * the mended file again does no harm.
     *
     * @param files files, zips or folders, or {@code -} for standard input
     * @param userId whose history it is, where the rows do not name their users
     * @param now the import's clock, epoch milliseconds, in place of the broker's time stamp
     * @param durations the catalogue's lengths
     * @param out gets every row; what it throws ends the import
     * @throws ImportFailedException when a file cannot be read, or not as the format
     */
    public static void read(
            List<String> files,
            HistoryFormat format,
            String userId,
            long now,
            Durations durations,
            Consumer<ImportedRow> out)
            throws ImportFailedException {
        read(files, System.in, format, userId, now, durations, out);
    }

    static void read(
            List<String> files,
            InputStream standardInput,
            HistoryFormat format,
            String userId,
            long now,
            Durations durations,
            Consumer<ImportedRow> out)
            throws ImportFailedException {
        HistoryImport history = new HistoryImport(format, userId, now, durations, out);
        HistoryFiles reader = new HistoryFiles(format, standardInput, history::readFile);
        for (String file : files) {
            reader.read(file);
        }
    }

    private void readFile(String file, InputStream raw) throws IOException {
        Content content = open(file, raw);
        FileRows rows = new FileRows(content, format, now, out);
        try {
            readRows(content, rows);
            rows.finish();
        } catch (ImportFailedException e) {
            throw e;
        } catch (IOException e) {
            throw rows.broken(e);
        }
    }

    private static Content open(String file, InputStream raw) throws ImportFailedException {
        try {
            return Content.open(file, raw);
        } catch (ImportFailedException e) {
            throw e;
        } catch (IOException e) {
            throw new ImportFailedException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void readRows(Content content, FileRows rows) throws IOException {
        EventIds ids = new EventIds();
        Scrobbles scrobbles = new Scrobbles(ids, durations);
        switch (format) {
            case SPOTIFY_EXTENDED ->
                    JsonArray.read(content, rows, new SpotifyExtendedRows(userId, ids));
            case SPOTIFY_ACCOUNT ->
                    JsonArray.read(content, rows, new SpotifyAccountRows(userId, ids));
            case LASTFM -> LastfmFile.read(content, rows, userId, scrobbles);
            case LISTENBRAINZ ->
                    readLines(
                            content,
                            rows,
                            HistoryImport::json,
                            new ListenBrainzRows(userId, scrobbles));
            case PLAY_JSONL -> readLines(content, rows, line -> line, new PlayRows(now));
        }
    }

    private static <T> void readLines(
            Content content, FileRows rows, Function<byte[], T> decode, RowParser<T> parser)
            throws IOException {
        Lines lines = new Lines(content);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            byte[] bytes = line.bytes();
            rows.read(line.number(), decode.apply(bytes), () -> bytes, parser);
        }
    }

    /** A line that is no JSON is a bad row, and reaches its parser as a node that is missing. */
    private static JsonNode json(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
