package io.wrapped.state.review;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The review of a listener's year as it is stored (SPEC section 5): canonical JSON in UTF-8, so
 * that equal reviews are equal bytes.
 */
public final class ReviewDocument {
    private final byte[] bytes;
    private final List<Day> days;

    /** A chosen day, and where its facts stand. */
    record Day(int epochDay, RemarkableKind kind, int factsFrom, int factsTo) {}

    ReviewDocument(byte[] bytes, List<Day> days) {
        this.bytes = bytes;
        this.days = days;
    }

    /** The document; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many days were chosen; they are in date order. */
    public int days() {
        return days.size();
    }

    /** The date of a chosen day, as days since 1970-01-01. */
    public int epochDay(int day) {
        return days.get(day).epochDay();
    }

    /** What a chosen day is remarkable for. */
    public RemarkableKind kind(int day) {
        return days.get(day).kind();
    }

    /** What the story of a chosen day may be written from, as canonical JSON. */
    public String factsJson(int day) {
        Day chosen = days.get(day);
        return new String(
                bytes,
                chosen.factsFrom(),
                chosen.factsTo() - chosen.factsFrom(),
                StandardCharsets.UTF_8);
    }

    /** The same as figures and names. */
    public Review read() {
        return ReviewJson.read(bytes);
    }
}
