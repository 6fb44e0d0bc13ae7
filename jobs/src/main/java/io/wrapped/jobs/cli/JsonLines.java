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
     * @throws CommandException when the file cannot be read, naming it and the line, or when it is
     *     no file of JSON lines at all
     */
    static void read(Path file, LineConsumer lines, RefusalConsumer refused)
            throws CommandException {
        Head head = new Head();
        readLines(file, (number, line) -> head.look(line));
        if (head.isOfAnotherFormat()) {
            throw new CommandException(
                    file
                            + ": none of its first "
                            + head.lines
                            + " lines is a JSON object; expected one record a line");
        }
        readLines(
                file,
                (number, line) -> {
                    take(number, line, lines, refused);
                    return true;
                });
    }

    /** Takes a line, and says whether to go on. */
    @FunctionalInterface
    private interface Lines {
        boolean accept(long number, String line);
    }

    /** What the beginning of a file looks like; one line that is no object says nothing yet. */
    private static final class Head {
        private static final int MOST = 100;

        private int lines;
        private boolean objectSeen;

        boolean look(String line) {
            lines++;
            String trimmed = line.strip();
            objectSeen |= trimmed.startsWith("{") && trimmed.endsWith("}");
            return !objectSeen && lines < MOST;
        }

        boolean isOfAnotherFormat() {
            return lines > 1 && !objectSeen;
        }
    }

    private static void readLines(Path file, Lines lines) throws CommandException {
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
                        if (!lines.accept(number, text)) {
                            return;
                        }
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
