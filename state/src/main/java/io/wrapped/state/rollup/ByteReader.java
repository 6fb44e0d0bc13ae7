package io.wrapped.state.rollup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteWriter} wrote. Whatever cannot have been written is corrupt state. */
final class ByteReader {
    private final byte[] bytes;
    private int position;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the version that every encoding begins with.
     *
     * @param newest the one that this release writes
     */
    int readVersion(String what, int newest) {
        int version = readByte();
        if (version < 1 || version > newest) {
            throw new IllegalStateException(
                    what
                            + " of version "
                            + version
                            + " cannot be read, this release knows versions 1 to "
                            + newest);
        }
        return version;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    int position() {
        return position;
    }

    int readByte() {
        if (position >= bytes.length) {
            throw corrupt("it ends too early");
        }
        return bytes[position++] & 0xff;
    }

    /** Reads a number that is not negative. */
    long readCount() {
        long value = readUnsigned();
        if (value < 0) {
            throw corrupt("a count is negative");
        }
        return value;
    }

    /** Reads a number that is not negative and fits an int. */
    int readInt() {
        long value = readUnsigned();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt("a count of " + value);
        }
        return (int) value;
    }

    /** Reads a number of either sign. */
    long readSigned() {
        long value = readUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    private long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int read = readByte();
            value |= (read & 0x7fL) << shift;
            if (read < 0x80) {
                return value;
            }
        }
        throw corrupt("a number of more than 64 bits");
    }

    long readLong() {
        return readHighFirst(Long.BYTES);
    }

    long readHighFirst(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << Byte.SIZE | readByte();
        }
        return value;
    }

    String readString() {
        int length = readInt();
        skip(length);
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    byte[] readBytes(int count) {
        skip(count);
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    @Nullable String readNullable() {
        return readByte() == 0 ? null : readString();
    }

    void skip(int count) {
        if (count < 0 || count > bytes.length - position) {
            throw corrupt("it ends too early");
        }
        position += count;
    }

    private IllegalStateException corrupt(String why) {
        return new IllegalStateException(
                "corrupt state at byte " + position + " of " + bytes.length + ": " + why);
    }
}
