package io.wrapped.bench.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * One file of records, and how far it was read.
 *
 * @param number which of the source's files; also the partition and the reader that reads it
 * @param position bytes already read
 * @param offset records already read
 */
record FileSplit(int number, String file, long position, long offset) implements SourceSplit {

    @Override
    public String splitId() {
        return Integer.toString(number);
    }

    /** Writes splits into checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<FileSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FileSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(split.number());
            out.writeUTF(split.file());
            out.writeLong(split.position());
            out.writeLong(split.offset());
            return bytes.toByteArray();
        }

        @Override
        public FileSplit deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new FileSplit(in.readInt(), in.readUTF(), in.readLong(), in.readLong());
        }
    }
}
