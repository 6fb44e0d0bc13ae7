package io.wrapped.state.review;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that has one spelling only, as UTF-8: fields in the order of the calls, no white
 * space, decimals without exponent or trailing zeros, whole numbers without a point. Of characters
 * only those are escaped that must be.
 */
final class JsonWriter {
    private static final int FIRST_BYTES = 8 * 1024;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LONG_DIGITS = 20;
    private static final int DECIMALS = 9;

    /** The longest that one UTF-16 unit becomes: an escape with four digits. */
    private static final int BYTES_A_UNIT = 6;

    private byte[] bytes;
    private int size;

    /** Right after an opening bracket, and at the very start, no comma is due. */
    private boolean first = true;

    JsonWriter() {
        this(FIRST_BYTES);
    }

    /** A writer for about so many bytes. */
    JsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Begins anew. */
    JsonWriter clear() {
        size = 0;
        first = true;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** Begins the value of a field, or an element. */
    JsonWriter beginObject() {
        return begin('{');
    }

    JsonWriter beginObject(String field) {
        return name(field).begin('{');
    }

    JsonWriter endObject() {
        return end('}');
    }

    JsonWriter beginArray(String field) {
        return name(field).begin('[');
    }

    JsonWriter endArray() {
        return end(']');
    }

    JsonWriter field(String field, @Nullable String value) {
        return name(field).element(value);
    }

    JsonWriter field(String field, long value) {
        name(field);
        digits(value);
        first = false;
        return this;
    }

    JsonWriter field(String field, boolean value) {
        name(field);
        ascii(value ? "true" : "false");
        first = false;
        return this;
    }

    /** A number of at most 9 decimals, in size below 2⁵³. */
    JsonWriter decimal(String field, double value) {
        name(field);
        double unsigned = Math.abs(value);
        long whole = (long) unsigned;
        long billionths = Decimals.billionths(unsigned - whole);
        if (billionths == Decimals.ONE) {
            whole++;
            billionths = 0;
        }
        if (value < 0 && (whole | billionths) != 0) {
            one('-');
        }
        digits(whole);
        if (billionths != 0) {
            fraction(billionths);
        }
        first = false;
        return this;
    }

    /** How many bytes there are, see {@link #since}. */
    int size() {
        return size;
    }

    /** What was written since there were so many bytes. */
    byte[] since(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    /**
     * Fields that are JSON already. Behind others of the object they must begin with a comma, as
     * {@link #since} gives them; at its start they must not.
     */
    JsonWriter fields(byte[] written) {
        append(written, 0, written.length);
        return this;
    }

    /** Goes on as it did before, behind what was written then, see {@link #since}. */
    JsonWriter again(byte[] written, int from, int to) {
        append(written, from, to);
        return this;
    }

    /** A value that is JSON already. */
    JsonWriter value(byte[] written) {
        append(written, 0, written.length);
        return this;
    }

    private void append(byte[] more, int from, int to) {
        reserve(to - from);
        System.arraycopy(more, from, bytes, size, to - from);
        size += to - from;
        first = false;
    }

    /** A string or null, as an element. */
    JsonWriter element(@Nullable String value) {
        comma();
        first = false;
        if (value == null) {
            ascii("null");
            return this;
        }
        int length = value.length();
        reserve(BYTES_A_UNIT * length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char unit = value.charAt(i);
            if (unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\') {
                bytes[size++] = (byte) unit;
            } else if (unit >= 0x80) {
                i += beyondAscii(value, i);
            } else {
                escape(unit);
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private JsonWriter begin(char bracket) {
        comma();
        one(bracket);
        first = true;
        return this;
    }

    private JsonWriter end(char bracket) {
        one(bracket);
        first = false;
        return this;
    }

    /** The name of a field, whose value comes next. */
    JsonWriter name(String field) {
        comma();
        int length = field.length();
        reserve(length + 3);
        bytes[size] = '"';
        copyAscii(field, size + 1);
        size += length + 1;
        bytes[size++] = '"';
        bytes[size++] = ':';
        first = true;
        return this;
    }

    private void comma() {
        if (!first) {
            one(',');
        }
    }

    private void one(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    private void ascii(String text) {
        reserve(text.length());
        copyAscii(text, size);
        size += text.length();
    }

    // Deprecated since it drops high bytes, of which ASCII has none; the fastest way to copy it.
    @SuppressWarnings("deprecation")
    private void copyAscii(String text, int to) {
        text.getBytes(0, text.length(), bytes, to);
    }

    private void digits(long value) {
        reserve(LONG_DIGITS);
        if (value == (int) value && value >= 0) {
            digits((int) value);
            return;
        }
        if (value < 0) {
            bytes[size++] = '-';
        }
        int end = size + Decimals.digits(value);
        size = end;
        long rest = value;
        do {
            bytes[--end] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
    }

    /** Of a number that is not negative. */
    private void digits(int value) {
        int end = size + Decimals.digits(value);
        size = end;
        int rest = value;
        while (rest >= 10) {
            int tenth = rest / 10;
            bytes[--end] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        bytes[--end] = (byte) ('0' + rest);
    }

    private void fraction(long billionths) {
        reserve(DECIMALS + 1);
        long significant = billionths;
        int decimals = DECIMALS;
        while (significant % 10 == 0) {
            significant /= 10;
            decimals--;
        }
        bytes[size] = '.';
        for (int i = decimals; i > 0; i--) {
            bytes[size + i] = (byte) ('0' + significant % 10);
            significant /= 10;
        }
        size += decimals + 1;
    }

    private void escape(char unit) {
        bytes[size++] = '\\';
        switch (unit) {
            case '"', '\\' -> bytes[size++] = (byte) unit;
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[unit >> 4];
                bytes[size++] = HEX[unit & 0xf];
            }
        }
    }

    /**
     * Writes one code point; half a surrogate pair, which has no UTF-8, as a question mark.
     *
     * @return how many units more than one it took
     */
    private int beyondAscii(String text, int at) {
        int codePoint = text.codePointAt(at);
        if (codePoint < 0x800) {
            bytes[size++] = (byte) (0xc0 | codePoint >> 6);
        } else if (Character.isSupplementaryCodePoint(codePoint)) {
            bytes[size++] = (byte) (0xf0 | codePoint >> 18);
            bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
            bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        } else if (Character.isSurrogate((char) codePoint)) {
            bytes[size++] = '?';
            return 0;
        } else {
            bytes[size++] = (byte) (0xe0 | codePoint >> 12);
            bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        }
        bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
        return Character.charCount(codePoint) - 1;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
