package io.wrapped.jobs.imports;

import io.wrapped.state.contract.Bounds;
import io.wrapped.state.contract.Play;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rows of one file on their way out: checks bounds, turns refusals into rows, and tells a file
 * of another format, which fails the import, from a file with bad rows, which does not.
 */
final class FileRows {
    /** A file whose first rows, this many, all lack the marks of its format is of another one. */
    private static final int PATIENCE = 100;

    private final Content content;
    private final HistoryFormat format;
    private final long now;
    private final Consumer<ImportedRow> out;

    /** Rows without the marks of the format, until one with them comes. */
    private final List<ImportedRow> held = new ArrayList<>();

    private boolean recognised;
    private long lastRow;

    FileRows(Content content, HistoryFormat format, long now, Consumer<ImportedRow> out) {
        this.content = content;
        this.format = format;
        this.now = now;
        this.out = out;
    }

    <T> void read(long row, T raw, Supplier<byte[]> bytes, RowParser<T> parser)
            throws ImportFailedException {
        recognised = recognised || parser.isOfFormat(raw);
        try {
            Play play = parser.parse(raw);
            Bounds.check(play, now);
            deliver(new ImportedRow.Accepted(content.file(), row, play));
        } catch (RefusedException e) {
            boolean forgotten = e.isPrivatePlay() || parser.isPrivate(raw);
            deliver(
                    new ImportedRow.Refused(
                            content.file(), row, e.reason(), forgotten ? null : bytes.get()));
        }
    }

    /** A row that cannot even be split into its fields. */
    void refuse(long row, String reason, byte[] bytes) throws ImportFailedException {
        deliver(new ImportedRow.Refused(content.file(), row, reason, bytes));
    }

    /** The head of the file has shown its format already. */
    void recognise() {
        recognised = true;
    }

    /** To be called after the last row. */
    void finish() throws ImportFailedException {
        if (!held.isEmpty()) {
            throw notOfFormat();
        }
    }

    private void deliver(ImportedRow row) throws ImportFailedException {
        lastRow = row.row();
        if (recognised) {
            held.forEach(out);
            held.clear();
            out.accept(row);
        } else {
            held.add(row);
            if (held.size() == PATIENCE) {
                throw notOfFormat();
            }
        }
    }

    private ImportFailedException notOfFormat() {
        return failure(
                "no row of the first %d is of the format %s"
                        .formatted(held.size(), format.optionName()));
    }

    ImportFailedException failure(String problem) {
        return new ImportFailedException(
                content.file(), problem + FormatGuess.hint(content.head(), format));
    }

    ImportFailedException failure(String problem, IOException cause) {
        String hint = lastRow == 0 ? FormatGuess.hint(content.head(), format) : "";
        return new ImportFailedException(content.file(), problem + hint, cause);
    }

    /** For a stream that breaks below the format, such as in its gzip. */
    ImportFailedException broken(IOException cause) {
        String place = lastRow == 0 ? "before the first row" : "after row " + lastRow;
        return new ImportFailedException(
                content.file(), "breaks off %s: %s".formatted(place, cause.getMessage()), cause);
    }
}
