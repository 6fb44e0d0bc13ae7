package io.wrapped.bench.source;

import io.wrapped.bench.workload.RecordFile;
import io.wrapped.operators.source.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads one file, or none, and ends. */
final class RecordFileReader implements SourceReader<RawRecord, FileSplit> {
    /** A watermark after so many records. */
    private static final int WATERMARK_EVERY = 256;

    private final String topic;
    private final boolean plays;
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private final CompletableFuture<Void> available;
    private RecordFile.@Nullable Reader reader;
    private @Nullable FileSplit split;
    private long offset;
    private boolean ended;

    /**
     * @param plays whether it waits for what others read, instead of being waited for
     */
    RecordFileReader(String topic, boolean plays) {
        this.topic = topic;
        this.plays = plays;
        this.available =
                plays
                        ? CompletableFuture.allOf(assigned, StartGate.open())
                        : assigned.thenAccept(nothing -> {});
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
        if (!available.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (plays && offset == 0) {
            StartGate.begin();
        }
        if (reader == null || split == null || !reader.next()) {
            end();
            return InputStatus.END_OF_INPUT;
        }
        long timestamp = reader.timestamp();
        output.collect(
                new RawRecord(
                        topic,
                        split.number(),
                        offset++,
                        timestamp,
                        reader.key(),
                        reader.value(),
                        null,
                        null),
                timestamp);
        if (plays) {
            PlaysRead.of(split.number(), offset);
        }
        if (offset % WATERMARK_EVERY == 0) {
            // Records of the same millisecond may follow.
            output.emitWatermark(new Watermark(timestamp - 1));
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private void end() {
        if (!plays && !ended) {
            ended = true;
            StartGate.read();
        }
    }

    @Override
    public List<FileSplit> snapshotState(long checkpointId) {
        return reader == null || split == null
                ? List.of()
                : List.of(new FileSplit(split.number(), split.file(), reader.position(), offset));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<FileSplit> splits) {
        split = splits.get(0);
        offset = split.offset();
        try {
            reader = new RecordFile.Reader(Path.of(split.file()), split.position());
        } catch (IOException e) {
            throw new IllegalStateException(split.file() + " cannot be read", e);
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        assigned.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
