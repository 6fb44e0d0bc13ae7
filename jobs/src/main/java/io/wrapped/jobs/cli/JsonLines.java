package io.wrapped.jobs.cli;

import io.wrapped.state.contract.RefusedException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads catalogue, profile and exclusion files: JSON lines, plain or gzipped. */
final class JsonLines {
    private static final int GZIP_MAGIC = 0x1f;

    /** Takes one line. */
    @FunctionalInterface
    interface LineConsumer {
        void accept(String line) throws RefusedException;
    }

    /** Takes a line that was refused. */
    @FunctionalInterface
    interface RefusalConsumer {
        void accept(long lineNumber, String line, RefusedException refusal);
    }

    private JsonLines() {}

    /**
     * Reads every line that is not blank; a refused one does not end the reading.
     *
     * @throws CommandException when the file cannot be read, naming it and the line
     */
    static void read(Path file, LineConsumer lines, RefusalConsumer refused)
            throws CommandException {
        long number = 0;
        try (BufferedReader reader = open(file)) {
            // Only a line feed ends a line: names may hold other separators.
            StringBuilder line = new StringBuilder();
            for (int read = reader.read(); ; read = reader.read()) {
                if (read == '\n' || read < 0) {
                    number++;
                    String text = line.toString();
                    line.setLength(0);
                    if (!text.isBlank()) {
                        take(number, text, lines, refused);
                    }
                    if (read < 0) {
                        return;
                    }
                } else {
                    line.append((char) read);
                }
            }
        } catch (NoSuchFileException e) {
            throw new CommandException(file + ": no such file", e);
        } catch (IOException e) {
            throw new CommandException(
                    file + ": cannot be read after line " + number + ": " + e.getMessage(), e);
        }
    }

    private static void take(
            long number, String text, LineConsumer lines, RefusalConsumer refused) {
        try {
            lines.accept(text);
        } catch (RefusedException refusal) {
            refused.accept(number, text, refusal);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        try {
            raw.mark(1);
            boolean zipped = raw.read() == GZIP_MAGIC;
            raw.reset();
            InputStream content = zipped ? new GZIPInputStream(raw) : raw;
            return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        } catch (ZipException e) {
            raw.close();
            throw new IOException("it begins like a gzip file but is none", e);
        }
    }
}
