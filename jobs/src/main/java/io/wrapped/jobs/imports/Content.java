package io.wrapped.jobs.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The text of one file, unpacked and without a byte order mark.
 *
 * @param head how the text starts, to guess what the file is when it is not what it should be
 */
record Content(String file, InputStream bytes, String head) {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 4096;

    static Content open(String file, InputStream raw) throws IOException {
        InputStream unpacked = unpack(file, new BufferedInputStream(raw, BUFFER));
        byte[] head = peek(unpacked, HEAD);
        if (head.length == 0) {
            throw new ImportFailedException(file, "is empty");
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            throw new ImportFailedException(file, "is UTF-16; save it as UTF-8");
        }
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            unpacked.skipNBytes(3);
        }
        return new Content(file, unpacked, new String(head, StandardCharsets.UTF_8));
    }

    private static InputStream unpack(String file, InputStream packed) throws IOException {
        if (startsWith(peek(packed, 2), 0x1F, 0x8B)) {
            return new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
        }
        if (file.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            throw new ImportFailedException(file, "is named .gz but is not gzip data");
        }
        return packed;
    }

    private static byte[] peek(InputStream stream, int length) throws IOException {
        stream.mark(length);
        byte[] start = stream.readNBytes(length);
        stream.reset();
        return start;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
