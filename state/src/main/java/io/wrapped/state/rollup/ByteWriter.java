package io.wrapped.state.rollup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept of a listener: counts as varints of seven bits a byte, differences zigzagged,
 * hashes as eight bytes, strings in UTF-8 behind their length.
 */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    ByteWriter writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes a number that is not negative. */
    ByteWriter writeCount(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a count must not be negative: " + value);
        }
        return writeUnsigned(value);
    }

    /** Writes any number, small ones of either sign in few bytes. */
    ByteWriter writeSigned(long value) {
        return writeUnsigned(value << 1 ^ value >> 63);
    }

    private ByteWriter writeUnsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    ByteWriter writeLong(long value) {
        return writeHighFirst(value, Long.BYTES);
    }

    /** Writes the lowest bytes of a number, the highest of them first. */
    ByteWriter writeHighFirst(long value, int count) {
        ensure(count);
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteWriter writeString(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        writeCount(encoded.length);
        return writeBytes(encoded, 0, encoded.length);
    }

    ByteWriter writeNullable(@Nullable String text) {
        writeByte(text == null ? 0 : 1);
        return text == null ? this : writeString(text);
    }

    ByteWriter writeBytes(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, size, count);
        size += count;
        return this;
    }

    ByteWriter writeBytes(ByteWriter other) {
        return writeBytes(other.bytes, 0, other.size);
    }

    /** Forgets what was written. */
    void clear() {
        size = 0;
    }

    /** Bytes of memory. */
    int capacity() {
        return bytes.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
