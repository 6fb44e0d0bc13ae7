package io.wrapped.jobs.archive;

import io.wrapped.state.contract.ArchivedRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition in the order of their offsets, each once however many copies there
 * are. Only files whose offsets overlap are open at the same time.
 */
public final class ArchivedRecords implements Closeable {
    private final Iterator<FirstOffset> closed;
    private final PriorityQueue<ArchiveFile> open =
            new PriorityQueue<>(Comparator.comparingLong(ArchivedRecords::offset));
    private final OffsetRanges ranges = new OffsetRanges();
    private @Nullable FirstOffset next;
    private long copies;

    /** A file and where it begins. */
    private record FirstOffset(Path path, long offset) {}

    ArchivedRecords(List<Path> files) throws IOException {
        FirstOffset[] first = new FirstOffset[files.size()];
        for (int i = 0; i < first.length; i++) {
            try (ArchiveFile file = ArchiveFile.open(files.get(i))) {
                if (file.head() == null) {
                    throw new IOException(file.path() + " is empty");
                }
                first[i] = new FirstOffset(file.path(), offset(file));
            }
        }
        Arrays.sort(first, Comparator.comparingLong(FirstOffset::offset));
        closed = Arrays.asList(first).iterator();
        goToNextFile();
    }

    /**
     * The next record, null after the last one.
     *
     * @throws IOException when a file cannot be read; the message says which one, and where in it
     */
    public @Nullable ArchivedRecord next() throws IOException {
        ArchivedRecord record = take();
        if (record == null) {
            return null;
        }
        cover(record);
        while (isNext(record.offset())) {
            Path file = open.element().path();
            ArchivedRecord copy = Objects.requireNonNull(take());
            if (copy.timestamp() != record.timestamp()
                    || !Arrays.equals(copy.value(), record.value())) {
                throw new IOException(
                        file
                                + " holds another record at offset "
                                + record.offset()
                                + " of partition "
                                + record.partition()
                                + " than an earlier file: was the topic made anew? Each topic"
                                + " wants an archive of its own, and so does a job that went back"
                                + " to a savepoint with a decoder that was changed");
            }
            cover(copy);
            copies++;
        }
        return record;
    }

    /** What the records so far account for. */
    public OffsetRanges ranges() {
        return ranges;
    }

    /** How many copies of records so far were left out. */
    public long copies() {
        return copies;
    }

    private void cover(ArchivedRecord record) {
        long skipped = record.skipped() == null ? 0 : record.skipped();
        ranges.add(record.offset() - skipped, record.offset());
    }

    private boolean isNext(long offset) throws IOException {
        openUpTo(offset);
        return !open.isEmpty() && offset(open.element()) == offset;
    }

    private @Nullable ArchivedRecord take() throws IOException {
        openUpTo(open.isEmpty() ? Long.MAX_VALUE : offset(open.element()));
        ArchiveFile file = open.poll();
        if (file == null) {
            return null;
        }
        ArchivedRecord record = file.head();
        try {
            file.advance();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        if (file.head() == null) {
            file.close();
        } else {
            open.add(file);
        }
        return record;
    }

    /** Opens the files that begin before an offset or at it, one at least where none is open. */
    private void openUpTo(long offset) throws IOException {
        long end = offset;
        while (next != null && next.offset() <= end) {
            end = Math.min(end, next.offset());
            open.add(ArchiveFile.open(next.path()));
            goToNextFile();
        }
    }

    private void goToNextFile() {
        next = closed.hasNext() ? closed.next() : null;
    }

    private static long offset(ArchiveFile file) {
        return Objects.requireNonNull(file.head()).offset();
    }

    @Override
    public void close() throws IOException {
        for (ArchiveFile file : open) {
            file.close();
        }
    }
}
