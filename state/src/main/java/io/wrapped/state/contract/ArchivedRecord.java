package io.wrapped.state.contract;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A play or profile that was accepted, as it is kept.
 *
 * @param offset in the partition
 * @param skipped so many offsets right before it held nothing to be kept; null where it is not
 *     known what came before
 * @param timestamp the broker's, epoch milliseconds
 * @param clock the time that stood for the broker's when bounds were checked, epoch milliseconds;
 *     null where an import did not give one
 * @param value a message of {@code events.proto}; as it was read, where it was one
 */
public record ArchivedRecord(
        int partition,
        long offset,
        @Nullable Long skipped,
        long timestamp,
        @Nullable Long clock,
        byte[] value) {

    private static final int FIXED_BYTES = 4 + 4 * 8;

    /** The time against which the record's bounds were checked, epoch milliseconds. */
    public long checkedAt() {
        return clock == null ? timestamp : clock;
    }

    int checksum() {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(FIXED_BYTES)
                        .putInt(partition)
                        .putLong(offset)
                        .putLong(timestamp)
                        .putLong(skipped == null ? -1 : skipped)
                        .putLong(clock == null ? -1 : clock)
                        .flip());
        checksum.update(value);
        return (int) checksum.getValue();
    }
}
