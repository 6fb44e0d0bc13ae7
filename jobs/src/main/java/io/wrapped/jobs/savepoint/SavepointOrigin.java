package io.wrapped.jobs.savepoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A file in a savepoint that no job took: it says of what it was made, a savepoint that was patched
 * or an archive, and of when that is. Whoever was erased since is held by both.
 */
public final class SavepointOrigin {
    private static final String NAME = "_made_of";

    private SavepointOrigin() {}

    /** Writes it into the folder of a savepoint that was made of another one. */
    static void writePatched(String folder, String origin) throws IOException {
        Path given = new Path(origin);
        Path from = given.getName().equals("_metadata") ? given.getParent() : given;
        Path metadata = new Path(from, "_metadata");
        FileSystem files = from.getFileSystem();
        long written =
                files.getFileStatus(files.exists(metadata) ? metadata : from).getModificationTime();
        write(folder, completedAt(from, written), origin);
    }

    /**
     * Writes it into the folder of a new savepoint.
     *
     * @param completedAt until when erasures are in it, epoch milliseconds
     */
    public static void write(String folder, long completedAt, String origin) throws IOException {
        String text = completedAt + " " + origin + "\n";
        Path file = new Path(folder, NAME);
        try (FSDataOutputStream out =
                file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * When what a savepoint holds was held by a job, epoch milliseconds.
     *
     * @param otherwise what to say of one that a job took
     */
    public static long completedAt(Path folder, long otherwise) throws IOException {
        Path file = new Path(folder, NAME);
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (FileNotFoundException e) {
            return otherwise;
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
