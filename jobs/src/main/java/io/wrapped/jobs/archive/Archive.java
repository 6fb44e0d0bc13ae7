package io.wrapped.jobs.archive;

import io.wrapped.sinks.archive.ArchiveKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The archive of the wrapped job in a folder of any file system that Flink knows, since the job may
 * write to any. Only finished files count: names of those that are being written begin with a dot
 * or an underscore.
 */
public final class Archive {
    private final String given;
    private final Path folder;

    private Archive(String given, Path folder) {
        this.given = given;
        this.folder = folder;
    }

    /**
     * Opens an archive without reading it yet.
     *
     * @param given its folder, or that as a URI
     * @throws IOException when there is none; the message says so
     */
    public static Archive open(String given) throws IOException {
        Path folder =
                given.matches("[a-z0-9]+:/.*")
                        ? new Path(given)
                        : new Path(java.nio.file.Path.of(given).toAbsolutePath().toUri());
        FileSystem files = folder.getFileSystem();
        if (!files.exists(folder)) {
            throw new FileNotFoundException(given + ": no such folder");
        }
        boolean any = false;
        for (ArchiveKind kind : ArchiveKind.values()) {
            any |= files.exists(new Path(folder, kind.folder()));
        }
        if (!any) {
            throw new FileNotFoundException(
                    given
                            + " is no archive: neither a folder \"play\" nor a folder \"profile\""
                            + " is in it");
        }
        return new Archive(given, folder);
    }

    /** Its folder as a URI. */
    public String location() {
        return folder.toString();
    }

    /** The partitions of which anything is held, in their order. */
    public List<ArchivePartition> partitions(ArchiveKind kind) throws IOException {
        Path ofKind = new Path(folder, kind.folder());
        List<ArchivePartition> partitions = new ArrayList<>();
        for (FileStatus partition : list(ofKind)) {
            ArchivePartition held = partition(partition);
            if (!held.files().isEmpty()) {
                partitions.add(held);
            }
        }
        partitions.sort(Comparator.comparingInt(ArchivePartition::number));
        return partitions;
    }

    private ArchivePartition partition(FileStatus ofPartition) throws IOException {
        String name = ofPartition.getPath().getName();
        if (!ofPartition.isDir() || !name.matches("[0-9]{1,9}")) {
            throw new IOException(
                    given
                            + " is no archive: "
                            + ofPartition.getPath()
                            + " is not a folder of a partition");
        }
        List<URI> files = new ArrayList<>();
        long bytes = 0;
        for (FileStatus date : list(ofPartition.getPath())) {
            for (FileStatus file : list(date.getPath())) {
                files.add(file.getPath().toUri());
                bytes += file.getLen();
            }
        }
        return new ArchivePartition(Integer.parseInt(name), files, bytes);
    }

    /** What is finished in a folder, nothing where there is none. */
    private static List<FileStatus> list(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        List<FileStatus> finished = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus entry : files.listStatus(folder)) {
                String name = entry.getPath().getName();
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    finished.add(entry);
                }
            }
        }
        return finished;
    }
}
