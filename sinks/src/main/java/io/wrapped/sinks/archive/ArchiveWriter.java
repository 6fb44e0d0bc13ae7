package io.wrapped.sinks.archive;

import io.wrapped.state.contract.ArchivedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes by Flink's own writer, and says of each closed file which archive it belongs to. */
final class ArchiveWriter implements CommittingSinkWriter<ArchivedRecord, PendingFile> {
    private final String folder;
    private final FileWriter<ArchivedRecord> files;
    private final SimpleVersionedSerializer<FileSinkCommittable> serializer;

    ArchiveWriter(
            String folder,
            FileWriter<ArchivedRecord> files,
            SimpleVersionedSerializer<FileSinkCommittable> serializer) {
        this.folder = folder;
        this.files = files;
        this.serializer = serializer;
    }

    @Override
    public void write(ArchivedRecord record, Context context)
            throws IOException, InterruptedException {
        files.write(record, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        files.flush(endOfInput);
    }

    @Override
    public Collection<PendingFile> prepareCommit() throws IOException {
        List<PendingFile> pending = new ArrayList<>();
        for (FileSinkCommittable closed : files.prepareCommit()) {
            pending.add(
                    new PendingFile(folder, serializer.getVersion(), serializer.serialize(closed)));
        }
        return pending;
    }

    @Override
    public void close() throws Exception {
        files.close();
    }
}
