package io.wrapped.sinks.archive;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Moves files into place once their checkpoint is complete, whichever folder they belong to. */
final class ArchiveCommitter implements Committer<PendingFile> {
    private final CommitterInitContext context;
    private final Map<String, Folder> folders = new HashMap<>();

    /** What moves the files of a folder. */
    private record Folder(
            Committer<FileSinkCommittable> committer,
            SimpleVersionedSerializer<FileSinkCommittable> serializer) {}

    ArchiveCommitter(CommitterInitContext context) {
        this.context = context;
    }

    @Override
    public void commit(Collection<CommitRequest<PendingFile>> requests)
            throws IOException, InterruptedException {
        for (CommitRequest<PendingFile> request : requests) {
            PendingFile file = request.getCommittable();
            Folder folder = folder(file.folder());
            FileSinkCommittable closed =
                    folder.serializer().deserialize(file.version(), file.committable());
            folder.committer().commit(List.of(new Request(closed, request)));
        }
    }

    private Folder folder(String name) throws IOException {
        Folder known = folders.get(name);
        if (known == null) {
            FileSink<?> files = ArchiveSink.files(name, ArchiveOptions.FILE_SIZE.defaultValue());
            known = new Folder(files.createCommitter(context), files.getCommittableSerializer());
            folders.put(name, known);
        }
        return known;
    }

    @Override
    public void close() throws Exception {
        for (Folder folder : folders.values()) {
            folder.committer().close();
        }
    }

    /** The same request, as Flink's committer of files knows it. */
    private record Request(FileSinkCommittable closed, CommitRequest<PendingFile> request)
            implements CommitRequest<FileSinkCommittable> {
        @Override
        public FileSinkCommittable getCommittable() {
            return closed;
        }

        @Override
        public int getNumberOfRetries() {
            return request.getNumberOfRetries();
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            request.signalFailedWithKnownReason(reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            request.signalFailedWithUnknownReason(reason);
        }

        @Override
        public void retryLater() {
            request.retryLater();
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable changed) {
            // The file is the same one whatever was tried.
            request.retryLater();
        }

        @Override
        public void signalAlreadyCommitted() {
            request.signalAlreadyCommitted();
        }
    }
}
