package io.wrapped.jobs.archive;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** One finished file of the archive, read from its beginning to its end. */
final class ArchiveFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** No record that Kafka takes by default is a tenth of it. */
    private static final int MOST_BYTES = 1 << 24;

    private final Path path;
    private final InputStream stream;
    private final CodedInputStream in;
    private long position;
    private @Nullable ArchivedRecord head;

    private ArchiveFile(Path path, InputStream stream) {
        this.path = path;
        this.stream = stream;
        this.in = CodedInputStream.newInstance(stream, BUFFER);
    }

    /** Opens a file at its first record. */
    static ArchiveFile open(Path path) throws IOException {
        ArchiveFile file =
                new ArchiveFile(
                        path, new BufferedInputStream(path.getFileSystem().open(path), BUFFER));
        try {
            file.advance();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The record that it stands at, null at the end. */
    @Nullable ArchivedRecord head() {
        return head;
    }

    Path path() {
        return path;
    }

    /** Goes to the next record. */
    void advance() throws IOException {
        in.resetSizeCounter();
        if (in.isAtEnd()) {
            head = null;
            return;
        }
        ArchivedRecord before = head;
        try {
            int length = in.readRawVarint32();
            if (length < 0 || length > MOST_BYTES) {
                throw new IOException(corrupt("it would be " + length + " bytes long"));
            }
            head = ProtoRecords.archivedRecord(in.readRawBytes(length));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(
                    path + " is cut off or corrupt in the record that begins at byte " + position,
                    e);
        } catch (RefusedException e) {
            throw new IOException(corrupt(e.reason()), e);
        }
        if (before != null && head.offset() <= before.offset()) {
            throw new IOException(corrupt("offset " + head.offset() + " after " + before.offset()));
        }
        position += in.getTotalBytesRead();
    }

    private String corrupt(String why) {
        return path + " is corrupt in the record that begins at byte " + position + ": " + why;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
