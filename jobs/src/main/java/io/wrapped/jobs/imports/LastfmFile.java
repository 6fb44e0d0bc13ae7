package io.wrapped.jobs.imports;

import io.wrapped.jobs.imports.Lines.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of Last.fm scrobbles, of whichever exporter; its first line tells which. */
final class LastfmFile {
    /** A name may hold line breaks within quotes, but not more than these lines. */
    private static final int MOST_LINES_A_ROW = 20;

    private final Lines lines;
    private final FileRows rows;

    private LastfmFile(Lines lines, FileRows rows) {
        this.lines = lines;
        this.rows = rows;
    }

    static void read(Content content, FileRows rows, String userId, Scrobbles scrobbles)
            throws IOException {
        Lines lines = new Lines(content);
        LastfmFile file = new LastfmFile(lines, rows);
        Line first = lines.next();
        String text = first == null ? null : first.text();
        if (first == null || text == null) {
            throw rows.failure("does not start with a line of text");
        }
        text = text.strip();
        Optional<ScrobbleColumns> header = ScrobbleColumns.ofHeader(text);
        Optional<ScrobbleColumns> headless = ScrobbleColumns.ofFirstRow(text);
        if (header.isPresent()) {
            file.readCsv(header.get(), new ScrobbleRows(header.get(), userId, scrobbles));
        } else if (text.indexOf('\t') > 0) {
            lines.pushBack(first);
            file.readThousandUsers(new ThousandUsersRows(scrobbles));
        } else if (headless.isPresent()) {
            lines.pushBack(first);
            file.readCsv(headless.get(), new ScrobbleRows(headless.get(), userId, scrobbles));
        } else {
            throw rows.failure("line 1 names no columns of artist, track and time");
        }
    }

    private void readThousandUsers(ThousandUsersRows parser) throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            String text = line.text();
            byte[] bytes = line.bytes();
            if (text == null) {
                rows.refuse(line.number(), "not UTF-8", bytes);
            } else {
                List<String> fields = List.of(text.split("\t", -1));
                rows.read(line.number(), fields, () -> bytes, parser);
            }
        }
    }

    private void readCsv(ScrobbleColumns columns, ScrobbleRows parser) throws IOException {
        rows.recognise();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            String text = line.text();
            byte[] bytes = line.bytes();
            List<String> fields = text == null ? null : CsvRow.split(text, columns.delimiter());
            if (text == null) {
                rows.refuse(line.number(), "not UTF-8", bytes);
            } else if (fields != null) {
                rows.read(line.number(), fields, () -> bytes, parser);
            } else {
                readLongRow(line, text, columns.delimiter(), parser);
            }
        }
    }

    /**
     * A row whose quotes do not close on its line goes on in the next ones. Where that makes no
     * whole row, the quote was a mistake: the line alone is refused and the next ones are rows.
     */
    private void readLongRow(Line first, String text, char delimiter, ScrobbleRows parser)
            throws IOException {
        List<Line> further = new ArrayList<>();
        StringBuilder row = new StringBuilder(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first.bytes());
        List<String> fields = null;
        while (fields == null && further.size() < MOST_LINES_A_ROW) {
            Line next = lines.next();
            String nextText = next == null ? null : next.text();
            if (next != null) {
                further.add(next);
            }
            if (next == null || nextText == null) {
                break;
            }
            row.append('\n').append(nextText);
            bytes.write('\n');
            bytes.write(next.bytes());
            fields = CsvRow.split(row.toString(), delimiter);
        }
        if (fields != null && parser.isWhole(fields)) {
            rows.read(first.number(), fields, bytes::toByteArray, parser);
            return;
        }
        for (int i = further.size() - 1; i >= 0; i--) {
            lines.pushBack(further.get(i));
        }
        rows.refuse(first.number(), "a quote does not close", first.bytes());
    }
}
