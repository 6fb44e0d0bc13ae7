package io.wrapped.sinks.hbase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Where what stands in the table: the contract between those who write it and those who read it,
 * told in docs/hbase.md. A change of any of it is a new {@link #LAYOUT}.
 *
 * @param buckets number of salt buckets, which the table keeps
 */
public record ReviewTable(int buckets) {
    /** Version of the contract, which the table keeps. */
    public static final String LAYOUT = "1";

    /** Holds {@link #LAYOUT}: an attribute of the table, and a column of {@link #layoutRow}. */
    public static final String LAYOUT_ATTRIBUTE = "wrapped.layout";

    /** Holds the number of salt buckets, likewise. */
    public static final String BUCKETS_ATTRIBUTE = "wrapped.salt-buckets";

    /** Family of review documents, one column a year and {@link Slot}. */
    public static final String REVIEWS = "r";

    /** Family of day facts, one column a date. */
    public static final String DAYS = "d";

    /** Family of stories, one column a date. */
    public static final String STORIES = "s";

    /** Most buckets that the salt can tell apart. */
    public static final int MOST_BUCKETS = 1 << 16;

    private static final int SALT_BYTES = 2;

    public ReviewTable {
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "salt buckets are " + buckets + ", expected 1 to " + MOST_BUCKETS);
        }
    }

    /**
     * The user's row: two bytes of salt, then the id. The salt is the bucket, which is the first
     * four bytes of the id's SHA-256 as an unsigned number modulo the number of buckets.
     */
    public byte[] rowKey(String userId) {
        byte[] id = userId.getBytes(UTF_8);
        int bucket = Integer.remainderUnsigned(ByteBuffer.wrap(sha256(id)).getInt(), buckets);
        return inBucket(bucket, id);
    }

    /** A key, or the beginning of one, in a bucket. */
    static byte[] inBucket(int bucket, byte[] id) {
        return ByteBuffer.allocate(SALT_BYTES + id.length).putShort((short) bucket).put(id).array();
    }

    /** The user of a row. */
    public static String userId(byte[] rowKey) {
        return new String(rowKey, SALT_BYTES, rowKey.length - SALT_BYTES, UTF_8);
    }

    /** The row of the table itself, of a single byte: shorter than users' and in front of them. */
    public static byte[] layoutRow() {
        return new byte[1];
    }

    /** Where a scan of everybody begins. */
    public static byte[] firstUserRow() {
        return new byte[SALT_BYTES];
    }

    /** The first keys of all buckets but the first: one region a bucket. */
    byte[][] splitKeys() {
        byte[][] keys = new byte[buckets - 1][];
        for (int bucket = 1; bucket < buckets; bucket++) {
            keys[bucket - 1] = ByteBuffer.allocate(SALT_BYTES).putShort((short) bucket).array();
        }
        return keys;
    }

    /** Column of a review, {@code 2025:live}. */
    public static String reviewQualifier(int year, Slot slot) {
        return year + ":" + slot.word();
    }

    /** Column of a date, {@code yyyyMMdd}. */
    public static String dayQualifier(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /**
     * The date of a column, as days since 1970-01-01.
     *
     * @throws IllegalStateException when the column is not one of a date
     */
    public static int epochDay(String dayQualifier) {
        try {
            return (int)
                    LocalDate.parse(dayQualifier, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    "column '" + dayQualifier + "' is not a date, expected yyyyMMdd", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
