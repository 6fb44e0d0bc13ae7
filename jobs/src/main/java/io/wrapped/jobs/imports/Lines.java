package io.wrapped.jobs.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text that are not blank. Only a line feed ends a line: names may hold any other
 * separator that Unicode knows.
 */
final class Lines {
    /** A row is a few thousand bytes; a file whose lines are longer is no file of lines. */
    private static final int LONGEST = 1 << 23;

    /**
     * One line.
     *
     * @param number the first is 1
     * @param bytes without the line feed, and a carriage return before it
     */
    record Line(long number, byte[] bytes) {

        /** The line as text, or null where it is not UTF-8. */
        @Nullable String text() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    private final String file;
    private final InputStream in;
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private long number;

    Lines(Content content) {
        this.file = content.file();
        this.in = content.bytes();
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable Line next() throws IOException {
        Line line;
        do {
            line = pushedBack.isEmpty() ? read() : pushedBack.pop();
        } while (line != null && isBlank(line.bytes()));
        return line;
    }

    /** Gives lines back, the last taken first, to be read again. */
    void pushBack(Line line) {
        pushedBack.push(line);
    }

    private @Nullable Line read() throws IOException {
        buffer.reset();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (buffer.size() == LONGEST) {
                throw new ImportFailedException(
                        file, "line %d is longer than %d bytes".formatted(number, LONGEST));
            }
            buffer.write(next);
        }
        return new Line(number, withoutCarriageReturn(buffer.toByteArray()));
    }

    private static byte[] withoutCarriageReturn(byte[] bytes) {
        int length = bytes.length;
        return length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
