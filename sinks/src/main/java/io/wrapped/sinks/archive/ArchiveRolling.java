package io.wrapped.sinks.archive;

import io.wrapped.state.contract.ArchivedRecord;
import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** A new file at each checkpoint, and when one has grown large. */
final class ArchiveRolling extends CheckpointRollingPolicy<ArchivedRecord, String> {
    private static final long serialVersionUID = 1L;

    private final long mostBytes;

    ArchiveRolling(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, ArchivedRecord next)
            throws IOException {
        return file.getSize() >= mostBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}
