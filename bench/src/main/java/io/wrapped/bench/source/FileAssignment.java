package io.wrapped.bench.source;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives each reader the file of its own number. Its state says which files are given away. */
final class FileAssignment implements SplitEnumerator<FileSplit, BitSet> {
    private final SplitEnumeratorContext<FileSplit> context;
    private final List<String> files;
    private final BitSet assigned;

    FileAssignment(SplitEnumeratorContext<FileSplit> context, List<String> files, BitSet assigned) {
        this.context = context;
        this.files = files;
        this.assigned = assigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addReader(int subtask) {
        if (subtask < files.size() && !assigned.get(subtask)) {
            assigned.set(subtask);
            context.assignSplit(new FileSplit(subtask, files.get(subtask), 0, 0), subtask);
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<FileSplit> splits, int subtask) {
        throw new IllegalStateException("a benchmark's source does not recover");
    }

    @Override
    public BitSet snapshotState(long checkpointId) {
        return (BitSet) assigned.clone();
    }

    @Override
    public void close() {}

    /** Writes the state into checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<BitSet> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(BitSet assigned) {
            return assigned.toByteArray();
        }

        @Override
        public BitSet deserialize(int version, byte[] serialized) {
            return BitSet.valueOf(ByteBuffer.wrap(serialized));
        }
    }
}
