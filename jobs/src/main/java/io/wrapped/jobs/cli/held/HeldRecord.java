package io.wrapped.jobs.cli.held;

import io.wrapped.operators.source.RawRecordSchema;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands on a topic.
 *
 * @param timestamp the broker's, epoch milliseconds
 * @param value null where the record takes back what had its key
 * @param clock the time against which its bounds were checked, epoch milliseconds
 * @param imported whether an import sent it
 */
public record HeldRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long clock,
        boolean imported) {

    static HeldRecord of(ConsumerRecord<byte[], byte[]> record) {
        Long clock = RawRecordSchema.clock(record);
        return new HeldRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                clock == null ? record.timestamp() : clock,
                RawRecordSchema.isImported(record));
    }

    /** What a later record must share to replace this one. */
    Identity identity() {
        return new Identity(partition, key == null ? null : ByteBuffer.wrap(key));
    }

    /** A partition and a key. */
    record Identity(int partition, @Nullable ByteBuffer key) {}
}
