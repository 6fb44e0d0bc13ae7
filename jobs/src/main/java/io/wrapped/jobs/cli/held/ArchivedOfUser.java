package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.archive.Archive;
import io.wrapped.jobs.archive.ArchivePartition;
import io.wrapped.sinks.archive.ArchiveKind;
import io.wrapped.sinks.archive.ArchiveOptions;
import io.wrapped.state.contract.ArchivedRecord;
import io.wrapped.state.contract.ProtoRecords;
import io.wrapped.state.contract.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** What the archive holds of a user. */
public final class ArchivedOfUser {
    private ArchivedOfUser() {}

    /** Takes a record of the user. */
    @FunctionalInterface
    public interface Visitor {
        void visit(ArchiveKind kind, ArchivedRecord record) throws IOException;
    }

    /** Whether an archive is configured. */
    public static boolean isKnown(ReadableConfig options) {
        String folder = options.get(ArchiveOptions.ARCHIVE);
        return folder != null && !folder.isBlank();
    }

    /**
     * Hands over all records, partition by partition.
     *
     * @throws IOException when the archive cannot be read; the message says where
     */
    public static void records(String userId, ReadableConfig options, Visitor visitor)
            throws IOException {
        Archive archive = Archive.open(options.get(ArchiveOptions.ARCHIVE));
        try {
            for (ArchiveKind kind : ArchiveKind.values()) {
                for (ArchivePartition partition : archive.partitions(kind)) {
                    partition.read(
                            record -> {
                                if (isOf(userId, kind, record)) {
                                    visit(visitor, kind, record);
                                }
                            });
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void visit(Visitor visitor, ArchiveKind kind, ArchivedRecord record) {
        try {
            visitor.visit(kind, record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The files that hold records of a user, each with how many; null where no archive is
     * configured.
     *
     * @throws IOException when the archive cannot be read; the message says where
     */
    public static @Nullable SortedMap<String, Long> files(String userId, ReadableConfig options)
            throws IOException {
        if (!isKnown(options)) {
            return null;
        }
        SortedMap<String, Long> files = new TreeMap<>();
        Archive archive = Archive.open(options.get(ArchiveOptions.ARCHIVE));
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
