package io.wrapped.state.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Non-negative numbers in as few bytes as they need, seven bits a byte, and strings in UTF-8. */
final class Varints {
    private Varints() {}

    static void write(long value, DataOutput output) throws IOException {
        if (value < 0) {
            throw new IOException("a count must not be negative: " + value);
        }
        long rest = value;
        while (rest > 0x7f) {
            output.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        output.writeByte((int) rest);
    }

    static long read(DataInput input) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int read = input.readUnsignedByte();
            value |= (read & 0x7fL) << shift;
            if (read < 0x80) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits: the state is corrupt");
    }

    static int readInt(DataInput input) throws IOException {
        long value = read(input);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("not a count: " + value + "; the state is corrupt");
        }
        return (int) value;
    }

    static void writeString(String text, DataOutput output) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes.length, output);
        output.write(bytes);
    }

    static String readString(DataInput input) throws IOException {
        byte[] bytes = new byte[readInt(input)];
        input.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeNullable(@Nullable String text, DataOutput output) throws IOException {
        output.writeBoolean(text != null);
        if (text != null) {
            writeString(text, output);
        }
    }

    static @Nullable String readNullable(DataInput input) throws IOException {
        return input.readBoolean() ? readString(input) : null;
    }
}
