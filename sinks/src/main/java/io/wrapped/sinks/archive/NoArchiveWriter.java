package io.wrapped.sinks.archive;

import io.wrapped.state.contract.ArchivedRecord;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Stands where the archive's writer would, if one were wanted. */
final class NoArchiveWriter implements CommittingSinkWriter<ArchivedRecord, PendingFile> {
    @Override
    public void write(ArchivedRecord record, Context context) {}

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<PendingFile> prepareCommit() {
        return List.of();
    }

    @Override
    public void close() {}
}
