package io.wrapped.jobs.imports;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Event ids for formats that have none, the same each time a file is read, so that importing it
 * twice changes nothing. One of these serves one file.
 */
final class EventIds {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha256 = sha256();

    // Rows seen, by the first 64 bits of their hash: a file may hold millions of rows. Two rows of
    // one such hash would only make the second a copy number higher, the same at every import.
    private final LongOpenHashSet seen = new LongOpenHashSet();
    private final Long2IntOpenHashMap copies = new Long2IntOpenHashMap();

    /** For formats in which equal rows are one play. */
    String shared(String userId, long endedAt, String contentUri, int msPlayed) {
        return HEX.formatHex(hash(userId, endedAt, contentUri, msPlayed));
    }

    /** For formats in which equal rows are different plays: counts the copies within the file. */
    String numbered(String userId, long endedAt, String contentUri, int msPlayed) {
        byte[] hash = hash(userId, endedAt, contentUri, msPlayed);
        long key = ByteBuffer.wrap(hash).getLong();
        int copy = seen.add(key) ? 0 : copies.addTo(key, 1) + 1;
        sha256.update(hash);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, copy));
        return HEX.formatHex(sha256.digest());
    }

    private byte[] hash(String userId, long endedAt, String contentUri, int msPlayed) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        sha256.update(
                ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                        .putLong(endedAt)
                        .putInt(msPlayed)
                        .putInt(user.length)
                        .flip());
        sha256.update(user);
        return sha256.digest(contentUri.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
