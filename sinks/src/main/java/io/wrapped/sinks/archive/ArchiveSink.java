package io.wrapped.sinks.archive;

import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.ProtoRecords;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the archive of one kind, exactly once, by Flink's {@link FileSink}; or writes nothing
 * where no archive is wanted. It is part of the job either way, so that a savepoint restores into a
 * job with the archive and into one without.
 *
 * <p>Files are closed at each checkpoint, so only the names of closed files are ever in state. A
 * file that went on through checkpoints could not be found by an older savepoint once it was
 * finished, and the job would not start from it.
 */
public final class ArchiveSink implements Sink<ArchivedRecord>, SupportsCommitter<PendingFile> {
    private static final long serialVersionUID = 1L;

    private final @Nullable String folder;
    private final MemorySize fileSize;

    private ArchiveSink(@Nullable String folder, MemorySize fileSize) {
        this.folder = folder;
        this.fileSize = fileSize;
    }

    /** The sink of a kind as the options want it. */
    public static ArchiveSink of(ArchiveKind kind, ReadableConfig options) {
        String folder =
                options.getOptional(ArchiveOptions.ARCHIVE)
                        .filter(archive -> !archive.isBlank())
                        .map(archive -> new Path(new Path(archive), kind.folder()).toString())
                        .orElse(null);
        return new ArchiveSink(folder, options.get(ArchiveOptions.FILE_SIZE));
    }

    /** Whether anything is archived. */
    public static boolean isWanted(ReadableConfig options) {
        return !options.getOptional(ArchiveOptions.ARCHIVE).orElse("").isBlank();
    }

    @Override
    public SinkWriter<ArchivedRecord> createWriter(WriterInitContext context) throws IOException {
        if (folder == null) {
            return new NoArchiveWriter();
        }
        FileSink<ArchivedRecord> files = files(folder, fileSize);
        return new ArchiveWriter(
                folder, files.createWriter(context), files.getCommittableSerializer());
    }

    @Override
    public Committer<PendingFile> createCommitter(CommitterInitContext context) {
        return new ArchiveCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<PendingFile> getCommittableSerializer() {
        return new PendingFileSerializer();
    }

    static FileSink<ArchivedRecord> files(String folder, MemorySize fileSize) {
        return FileSink.<ArchivedRecord>forRowFormat(new Path(folder), ProtoRecords::writeDelimited)
                .withBucketAssigner(new ArchiveFolders())
                .withRollingPolicy(new ArchiveRolling(fileSize.getBytes()))
                .build();
    }
}
