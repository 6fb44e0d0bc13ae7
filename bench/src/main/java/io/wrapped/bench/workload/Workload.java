package io.wrapped.bench.workload;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.LongConsumer;
import org.apache.flink.util.FileUtils;

/**
 * Invented listening in files: one file a partition of plays, one of profiles, one of the
 * catalogue, all in the order of the brokers' time stamps.
 *
 * @param plays records of plays
 * @param streams of them that count: all but the copies, since none is short or private
 * @param late plays that are appended a day or more after they ended
 */
public record Workload(Path folder, int users, long plays, long streams, long late, int contents) {
    /** Partitions of plays. */
    public static final int PARTITIONS = 2;

    /** The year that is streamed. */
    public static final int YEAR = 2025;

    private static final String MANIFEST = "workload.properties";

    /** The file of a partition of plays. */
    public Path plays(int partition) {
        return folder.resolve("plays-" + partition + ".records");
    }

    /** The file of profiles. */
    public Path profiles() {
        return folder.resolve("profiles.records");
    }

    /** The file of catalogue records. */
    public Path catalogue() {
        return folder.resolve("catalogue.records");
    }

    /**
     * The listening of that shape, made now where it does not lie below the folder yet.
     *
     * @param progress is told how many plays were made so far
     */
    public static Workload of(WorkloadSpec spec, Path parent, LongConsumer progress)
            throws IOException {
        Path folder = parent.resolve(spec.folderName());
        if (!Files.exists(folder.resolve(MANIFEST))) {
            Path unfinished =
                    Files.createTempDirectory(Files.createDirectories(parent), "unfinished-");
            try {
                write(new WorkloadWriter(spec, unfinished, progress).write(), unfinished);
                Files.move(unfinished, folder);
            } catch (FileAlreadyExistsException e) {
                // Made by another process meanwhile.
            } finally {
                FileUtils.deleteDirectoryQuietly(unfinished.toFile());
            }
        }
        return open(folder);
    }

    /** What lies in that folder. */
    public static Workload open(Path folder) throws IOException {
        Properties manifest = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(MANIFEST))) {
            manifest.load(reader);
        }
        return new Workload(
                folder,
                Integer.parseInt(manifest.getProperty("users")),
                Long.parseLong(manifest.getProperty("plays")),
                Long.parseLong(manifest.getProperty("streams")),
                Long.parseLong(manifest.getProperty("late")),
                Integer.parseInt(manifest.getProperty("contents")));
    }

    private static void write(Workload workload, Path folder) throws IOException {
        Properties manifest = new Properties();
        manifest.setProperty("users", Integer.toString(workload.users()));
        manifest.setProperty("plays", Long.toString(workload.plays()));
        manifest.setProperty("streams", Long.toString(workload.streams()));
        manifest.setProperty("late", Long.toString(workload.late()));
        manifest.setProperty("contents", Integer.toString(workload.contents()));
        try (Writer writer = Files.newBufferedWriter(folder.resolve(MANIFEST))) {
            manifest.store(writer, null);
        }
    }
}
