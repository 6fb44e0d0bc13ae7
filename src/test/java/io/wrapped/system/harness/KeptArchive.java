package io.wrapped.system.harness;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.jobs.archive.ArchivedRecords;
import io.wrapped.jobs.archive.OffsetRanges.OffsetRange;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.state.contract.ArchivedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * What an archive holds of one kind at a moment.
 *
 * @param records in the order of partitions and offsets
 * @param copies that were left out
 * @param gaps between offsets, of all partitions
 */
public record KeptArchive(List<ArchivedRecord> records, long copies, List<OffsetRange> gaps) {

    /** Reads all of it. */
    public static KeptArchive read(Path folder, ArchiveKind kind) throws IOException {
        List<ArchivedRecord> records = new ArrayList<>();
        List<OffsetRange> gaps = new ArrayList<>();
        long copies = 0;
        for (ArchivePartition partition : Archive.open(folder.toString()).partitions(kind)) {
            try (ArchivedRecords held = partition.open()) {
                for (ArchivedRecord record = held.next(); record != null; record = held.next()) {
                    records.add(record);
                }
                copies += held.copies();
                gaps.addAll(held.ranges().gaps());
            }
        }
        return new KeptArchive(records, copies, gaps);
    }

    /** Waits until so many records are finished. */
    public static KeptArchive await(Path folder, ArchiveKind kind, int records) {
        return Awaitility.await(records + " records of " + kind + " in " + folder)
                .ignoreException(java.io.FileNotFoundException.class)
                .until(() -> read(folder, kind), kept -> kept.records().size() >= records);
    }
}
