package io.wrapped.operators.source;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Takes Kafka records as they are; nothing can fail here, so that decoding can refuse. */
public final class RawRecordSchema implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        out.collect(
                new RawRecord(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        header(record, RawRecord.IMPORT_HEADER),
                        clock(record)));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Whether an import sent a record. */
    public static boolean isImported(ConsumerRecord<byte[], byte[]> record) {
        return header(record, RawRecord.IMPORT_HEADER) != null;
    }

    /** The time that an import gave, epoch milliseconds; null where none did. */
    public static @Nullable Long clock(ConsumerRecord<byte[], byte[]> record) {
        String text = header(record, RawRecord.CLOCK_HEADER);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            // Without a clock of its own a record is checked against the broker's.
            return null;
        }
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }
}
