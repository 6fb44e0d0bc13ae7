package io.wrapped.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * An embedded system for the time of one command, in a folder that is kept or goes with it. Ends
 * with the process too, when that is stopped by Ctrl-C.
 */
final class EmbeddedRun implements AutoCloseable {
    private final EmbeddedSystem system;
    private final Path folder;
    private final boolean kept;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::end, "end-of-embedded-system");

    private EmbeddedRun(EmbeddedSystem system, Path folder, boolean kept) {
        this.system = system;
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * Starts a system.
     *
     * @param keep where to keep its data; null: a folder that is deleted in the end
     */
    static EmbeddedRun start(
            @Nullable Path keep, boolean stories, Configuration overrides, Progress progress)
            throws CommandException, IOException {
        Path folder =
                keep == null
                        ? Files.createTempDirectory("wrapped-")
                        : Files.createDirectories(keep).toAbsolutePath();
        try {
            EmbeddedSystem system =
                    EmbeddedSystem.start(
                            new EmbeddedSystem.Setup(folder, stories, overrides), progress);
            EmbeddedRun run = new EmbeddedRun(system, folder, keep != null);
            Runtime.getRuntime().addShutdownHook(run.hook);
            return run;
        } catch (CommandException | IOException | RuntimeException e) {
            if (keep == null) {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
            throw e;
        }
    }

    EmbeddedSystem system() {
        return system;
    }

    /** Saves the jobs where the data is kept, so that the next run goes on from here. */
    void keepIfAsked(Progress progress) throws CommandException {
        if (kept) {
            system.suspend(progress);
            progress.done();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook with it.
        }
    }

    private void end() {
        if (closed.compareAndSet(false, true)) {
            system.close();
            if (!kept) {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        }
    }
}
