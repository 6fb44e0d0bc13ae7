package io.wrapped.jobs.cli.held;

import io.wrapped.jobs.savepoint.SavepointOrigin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The savepoints and retained checkpoints in the folders that Flink is configured with. */
public final class Snapshots {
    /** {@code checkpoints/job/chk-7}; savepoints lie higher. */
    private static final int DEEPEST = 3;

    private static final String METADATA = "_metadata";

    private Snapshots() {}

    /**
     * A savepoint or checkpoint.
     *
     * @param completedAt epoch milliseconds; of one that no job took, of when what it was made of
     *     is
     */
    public record Snapshot(String folder, long completedAt) {}

    /** The folders that are looked through, none where none is configured. */
    public static List<String> folders(ReadableConfig options) {
        List<String> folders = new ArrayList<>();
        for (ConfigOption<String> option :
                List.of(
                        CheckpointingOptions.SAVEPOINT_DIRECTORY,
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
            options.getOptional(option).ifPresent(folders::add);
        }
        return folders;
    }

    /** Those that were completed until a moment, epoch milliseconds, the eldest first. */
    public static List<Snapshot> until(ReadableConfig options, long moment) throws IOException {
        List<Snapshot> found = new ArrayList<>();
        for (String folder : folders(options)) {
            look(new Path(folder), 0, found);
        }
        return found.stream()
                .distinct()
                .filter(snapshot -> snapshot.completedAt() <= moment)
                .sorted(Comparator.comparingLong(Snapshot::completedAt))
                .toList();
    }

    private static void look(Path folder, int depth, List<Snapshot> found) throws IOException {
        FileStatus[] files;
        try {
            files = folder.getFileSystem().listStatus(folder);
        } catch (FileNotFoundException e) {
            // Not made yet, or cleaned up meanwhile.
            return;
        }
        if (files == null) {
            return;
        }
        for (FileStatus file : files) {
            if (file.getPath().getName().equals(METADATA)) {
                found.add(
                        new Snapshot(
                                folder.toString(),
                                SavepointOrigin.completedAt(folder, file.getModificationTime())));
            } else if (file.isDir() && depth < DEEPEST) {
                look(file.getPath(), depth + 1, found);
            }
        }
    }
}
