package io.wrapped.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wrapped.jobs.imports.ImportedRow.Accepted;
import io.wrapped.jobs.imports.ImportedRow.Refused;
import io.wrapped.state.contract.Play;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What tests of importers share: a clock, a listener, files, and short ways to read them. */
final class Imports {
    static final String USER = "me";
    static final long NOW = 1_780_272_000_000L;
    static final Durations NO_CATALOGUE = uri -> null;

    private Imports() {}

    static List<ImportedRow> read(HistoryFormat format, Path... files)
            throws ImportFailedException {
        List<ImportedRow> rows = new ArrayList<>();
        List<String> names = List.of(files).stream().map(Path::toString).toList();
        HistoryImport.read(names, format, USER, NOW, NO_CATALOGUE, rows::add);
        return rows;
    }

    /** Reads a text as standard input. */
    static List<ImportedRow> readText(HistoryFormat format, String text) {
        return readBytes(format, text.getBytes(UTF_8));
    }

    static List<ImportedRow> readBytes(HistoryFormat format, byte[] bytes) {
        List<ImportedRow> rows = new ArrayList<>();
        try {
            HistoryImport.read(
                    List.of("-"),
                    new ByteArrayInputStream(bytes),
                    format,
                    USER,
                    NOW,
                    NO_CATALOGUE,
                    rows::add);
        } catch (ImportFailedException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The plays of a text all of whose rows are good. */
    static List<Play> plays(HistoryFormat format, String text) {
        return plays(readText(format, text));
    }

    static List<Play> plays(List<ImportedRow> rows) {
        return rows.stream().map(row -> ((Accepted) row).play()).toList();
    }

    static List<Refused> refusals(List<ImportedRow> rows) {
        return rows.stream().filter(Refused.class::isInstance).map(Refused.class::cast).toList();
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return write(folder, name, text.getBytes(UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    static Path zip(Path file, Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : new LinkedHashMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A row of the extended history, of which each test says but what it is about. */
    static String extended(String fields) {
        return """
        {"ts": "2025-01-02T00:00:00Z", "ms_played": 60000, "conn_country": "EE",
         "master_metadata_track_name": "T", "master_metadata_album_artist_name": "A",
         "spotify_track_uri": "spotify:track:1", "incognito_mode": false%s}\
        """
                .formatted(fields.isEmpty() ? "" : ", " + fields);
    }

    /** The last of equal keys counts, so a field said again replaces that of the usual row. */
    static String extendedFile(String... rowsOfFields) {
        return List.of(rowsOfFields).stream()
                .map(Imports::extended)
                .collect(Collectors.joining(",\n", "[", "]"));
    }
}
