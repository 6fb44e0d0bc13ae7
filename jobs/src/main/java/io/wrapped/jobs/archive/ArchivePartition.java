package io.wrapped.jobs.archive;

import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * What the archive holds of one partition of a topic.
 *
 * @param number of the partition
 * @param files finished ones, in no order
 * @param bytes of all files
 */
public record ArchivePartition(int number, List<URI> files, long bytes) implements Serializable {

    public ArchivePartition {
        files = List.copyOf(files);
    }

    /** Takes what stands in the archive. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes a record.
         *
         * @throws RefusedException when it cannot be used
         */
        void visit(ArchivedRecord record) throws RefusedException;
    }

    /**
     * Hands over all records in the order of their offsets, each once.
     *
     * @return what they account for
     * @throws IOException when a record cannot be read or used; the message says where it stands
     */
    public OffsetRanges read(Visitor visitor) throws IOException {
        try (ArchivedRecords records = open()) {
            for (ArchivedRecord record = records.next(); record != null; record = records.next()) {
                try {
                    visitor.visit(record);
                } catch (RefusedException e) {
                    throw new IOException(
                            "the archive's record at offset "
                                    + record.offset()
                                    + " of partition "
                                    + number
                                    + " cannot be used: "
                                    + e.reason(),
                            e);
                }
            }
            return records.ranges();
        }
    }

    /** Begins to read it, which looks into each file once. */
    public ArchivedRecords open() throws IOException {
        return new ArchivedRecords(files.stream().map(Path::new).toList());
    }
}
