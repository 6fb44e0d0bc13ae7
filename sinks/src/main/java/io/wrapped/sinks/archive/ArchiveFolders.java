package io.wrapped.sinks.archive;

import io.wrapped.state.contract.ArchivedRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** A folder for each partition, and in it one for each UTC date of the broker's time. */
final class ArchiveFolders implements BucketAssigner<ArchivedRecord, String> {
    private static final long serialVersionUID = 1L;
    private static final long DAY_MS = 86_400_000;

    private int lastPartition = -1;
    private long lastDay;
    private String last = "";

    @Override
    public String getBucketId(ArchivedRecord record, Context context) {
        long day = Math.floorDiv(record.timestamp(), DAY_MS);
        if (day != lastDay || record.partition() != lastPartition) {
            lastDay = day;
            lastPartition = record.partition();
            last =
                    lastPartition
                            + "/"
                            + Instant.ofEpochMilli(record.timestamp())
                                    .atOffset(ZoneOffset.UTC)
                                    .toLocalDate();
        }
        return last;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
