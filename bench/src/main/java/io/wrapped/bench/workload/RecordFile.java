package io.wrapped.bench.workload;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Kafka records in a file, one after another: time stamp, lengths, key, value. Read in blocks
 * rather than memory-mapped: as cheap, and pages of the file do not count as the reader's memory.
 */
public final class RecordFile {
    private static final int HEAD = Long.BYTES + Integer.BYTES + Integer.BYTES;
    private static final int BLOCK = 1 << 20;

    private RecordFile() {}

    /** Writes a file. */
    public static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        /** Begins a new file. */
        public Writer(Path file) throws IOException {
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file), BLOCK));
        }

        /**
         * Adds a record.
         *
         * @param timestamp the broker's, epoch milliseconds
         */
        public void add(long timestamp, byte[] key, byte[] value) throws IOException {
            out.writeLong(timestamp);
            out.writeInt(key.length);
            out.writeInt(value.length);
            out.write(key);
            out.write(value);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads a file from a position on; not for use by several threads. */
    public static final class Reader implements AutoCloseable {
        private final FileChannel channel;
        private ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).limit(0);
        private long blockStart;
        private long timestamp;
        private byte[] key = {};
        private byte[] value = {};

        /**
         * Opens a file.
         *
         * @param position 0, or where {@link #position()} stood
         */
        public Reader(Path file, long position) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(position);
            blockStart = position;
        }

        /** Reads the next record; false at the end. */
        public boolean next() throws IOException {
            if (!fill(HEAD)) {
                return false;
            }
            timestamp = block.getLong();
            int keyLength = block.getInt();
            int valueLength = block.getInt();
            if (!fill(keyLength + valueLength)) {
                throw new EOFException("the file ends within a record");
            }
            key = new byte[keyLength];
            value = new byte[valueLength];
            block.get(key).get(value);
            return true;
        }

        /** Of the last record read. */
        public long timestamp() {
            return timestamp;
        }

        /** Of the last record read; a new array for each. */
        public byte[] key() {
            return key;
        }

        /** Of the last record read; a new array for each. */
        public byte[] value() {
            return value;
        }

        /** Where the next record begins. */
        public long position() {
            return blockStart + block.position();
        }

        private boolean fill(int wanted) throws IOException {
            if (block.remaining() >= wanted) {
                return true;
            }
            blockStart += block.position();
            if (wanted > block.capacity()) {
                ByteBuffer larger = ByteBuffer.allocateDirect(2 * wanted);
                larger.put(block);
                block = larger;
            } else {
                block.compact();
            }
            while (block.position() < wanted && channel.read(block) >= 0) {
                // Reads on.
            }
            block.flip();
            if (block.remaining() >= wanted) {
                return true;
            }
            if (block.hasRemaining()) {
                throw new EOFException("the file ends within a record");
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
