package io.wrapped.jobs.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Remembers what was read from a stream until told to forget it. */
final class RecordedBytes extends FilterInputStream {
    private byte[] kept = new byte[1 << 14];
    private int length;

    /** Offset in the stream of the first byte kept. */
    private long base;

    RecordedBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int size) throws IOException {
        int count = super.read(target, offset, size);
        if (count > 0) {
            if (length + count > kept.length) {
                kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + count));
            }
            System.arraycopy(target, offset, kept, length, count);
            length += count;
        }
        return count;
    }

    void forgetBefore(long offset) {
        int forgotten = Math.toIntExact(offset - base);
        System.arraycopy(kept, forgotten, kept, 0, length - forgotten);
        length -= forgotten;
        base = offset;
    }

    byte[] between(long start, long end) {
        return Arrays.copyOfRange(kept, Math.toIntExact(start - base), Math.toIntExact(end - base));
    }
}
