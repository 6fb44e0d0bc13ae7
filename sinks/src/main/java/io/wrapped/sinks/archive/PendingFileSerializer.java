package io.wrapped.sinks.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps in checkpoints which files wait. Touches no file system. */
final class PendingFileSerializer implements SimpleVersionedSerializer<PendingFile> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(file.folder());
        out.writeInt(file.version());
        out.write(file.committable());
        return bytes.toByteArray();
    }

    @Override
    public PendingFile deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the archive's state has version "
                            + version
                            + ", this release reads version "
                            + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new PendingFile(in.readUTF(), in.readInt(), in.readAllBytes());
    }
}
