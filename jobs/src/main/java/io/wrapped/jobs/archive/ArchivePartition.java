package io.wrapped.jobs.archive;

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

    /** Begins to read it, which looks into each file once. */
    public ArchivedRecords open() throws IOException {
        return new ArchivedRecords(files.stream().map(Path::new).toList());
    }
}
