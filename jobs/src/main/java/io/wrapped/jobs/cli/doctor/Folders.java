package io.wrapped.jobs.cli.doctor;

import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/** Whether folders can be written to, which is tried with a small file that is deleted again. */
final class Folders {
    private static final String INSIDE =
            "run `wrapped doctor` where Flink runs, as its user, or see whether a savepoint"
                    + " completes: flink savepoint JOB";

    private Folders() {}

    /**
     * Of checkpoints.
     *
     * @param last address of the last one, which says where they really go; empty: there is none
     * @param configured null: it is not
     */
    static Verdict ofCheckpoints(String last, @Nullable String configured) {
        // FOLDER/JOB/chk-NUMBER
        if (last.contains("/chk-")) {
            return write(new Path(last).getParent().getParent().toString());
        }
        return configured == null
                ? Verdict.failed(
                        "none is configured, so that state is kept in the JobManager's memory",
                        "set execution.checkpointing.dir to a folder that every process sees, as"
                                + " flink-conf/config.yaml does")
                : write(configured);
    }

    /**
     * Of savepoints.
     *
     * @param configured null: it is not
     */
    static Verdict ofSavepoints(@Nullable String configured) {
        return configured == null
                ? Verdict.warning(
                        "none is configured, so that `flink stop` needs --savepointPath each time",
                        "set execution.checkpointing.savepoint-dir, as flink-conf/config.yaml does")
                : write(configured);
    }

    /** Tries. */
    static Verdict write(String folder) {
        Path path = new Path(folder);
        FileSystem files;
        try {
            files = path.getFileSystem();
            // Made here it would only look as if it were there; stores of objects have no folders.
            if (path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")) {
                if (!files.exists(path)) {
                    return Verdict.unknown(
                            folder + " is not on this machine",
                            INSIDE
                                    + "; if Flink runs here, make the folder, for its user to"
                                    + " write");
                }
            }
        } catch (UnsupportedFileSystemSchemeException e) {
            return Verdict.unknown(
                    folder + " cannot be reached: this command has no file system for it",
                    "let FLINK_PLUGINS_DIR name a folder with Flink's plugin for it, FLINK_CONF_DIR"
                            + " that of its settings; or "
                            + INSIDE);
        } catch (IOException e) {
            return Verdict.unknown(
                    folder + " cannot be reached from here (" + Reason.of(e) + ")", INSIDE);
        }
        Path probe = new Path(path, ".wrapped-doctor-" + UUID.randomUUID());
        try {
            try (FSDataOutputStream out = files.create(probe, WriteMode.NO_OVERWRITE)) {
                out.write(1);
            }
            files.delete(probe, false);
            return Verdict.ok(folder + " can be written to");
        } catch (IOException e) {
            deleteQuietly(files, probe);
            return Verdict.failed(
                    "%s cannot be written to from here as user %s (%s)"
                            .formatted(folder, System.getProperty("user.name"), Reason.of(e)),
                    "give the folder and room in it to Flink's user; if that is another one, "
                            + INSIDE);
        }
    }

    /** A disk that is full may have begun the file. */
    private static void deleteQuietly(FileSystem files, Path probe) {
        try {
            files.delete(probe, false);
        } catch (IOException e) {
            // What could not be written is told.
        }
    }
}
