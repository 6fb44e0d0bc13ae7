package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** The files of the archive that hold records of a user. */
public final class ArchivedOfUser {
    private ArchivedOfUser() {}

    /**
     * The files, each with how many records of the user it holds; null where no archive is
     * configured.
     *
     * @throws IOException when the archive cannot be read; the message says where
     */
    public static @Nullable SortedMap<String, Long> files(String userId, ReadableConfig options)
            throws IOException {
        String folder = options.get(ArchiveOptions.ARCHIVE);
        if (folder == null || folder.isBlank()) {
            return null;
        }
        SortedMap<String, Long> files = new TreeMap<>();
        Archive archive = Archive.open(folder);
        for (ArchiveKind kind : ArchiveKind.values()) {
            for (ArchivePartition partition : archive.partitions(kind)) {
                for (URI file : partition.files()) {
                    long records = records(userId, kind, partition.number(), file);
                    if (records > 0) {
                        files.put(file.getPath(), records);
                    }
                }
            }
        }
        return files;
    }

    private static long records(String userId, ArchiveKind kind, int partition, URI file)
            throws IOException {
        AtomicLong found = new AtomicLong();
        new ArchivePartition(partition, List.of(file), 0)
                .read(record -> found.addAndGet(isOf(userId, kind, record) ? 1 : 0));
        return found.get();
    }

    private static boolean isOf(String userId, ArchiveKind kind, ArchivedRecord record)
            throws RefusedException {
        String user =
                kind == ArchiveKind.PLAY
                        ? ProtoRecords.acceptedPlay(record.value()).userId()
                        : ProtoRecords.profile(record.value()).userId();
        return user.equals(userId);
    }
}
