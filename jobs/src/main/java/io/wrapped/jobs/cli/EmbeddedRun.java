package io.wrapped.jobs.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * An embedded system for the time of one command, in a folder that is kept or goes with it. Ends
 * with the process too, whenever that is stopped by Ctrl-C.
 */
final class EmbeddedRun implements AutoCloseable {
    private static final String LOCK = "wrapped.lock";
    private static final AtomicBoolean STOPPED = new AtomicBoolean();

    private final Path folder;
    private final boolean kept;
    private final FileChannel lock;
    private final Progress progress;
    private final Thread hook = new Thread(this::stop, "end-of-embedded-system");
    private @Nullable EmbeddedSystem system;
    private @Nullable Process helper;
    private boolean closed;

    private EmbeddedRun(Path folder, boolean kept, FileChannel lock, Progress progress) {
        this.folder = folder;
        this.kept = kept;
        this.lock = lock;
        this.progress = progress;
    }

    /**
     * Takes a folder; nothing runs yet.
     *
     * @param keep where to keep the data; null: a folder that is deleted in the end
     */
    static EmbeddedRun in(@Nullable Path keep, Progress progress)
            throws CommandException, IOException {
        Path folder = keep == null ? Files.createTempDirectory("wrapped-") : kept(keep);
        FileChannel lock = lock(folder);
        EmbeddedRun run = new EmbeddedRun(folder, keep != null, lock, progress);
        Runtime.getRuntime().addShutdownHook(run.hook);
        return run;
    }

    /** Whether the process is being stopped, so that failures are but its consequences. */
    static boolean stopped() {
        return STOPPED.get();
    }

    Path folder() {
        return folder;
    }

    /** Starts the system and waits until it can be used. */
    EmbeddedSystem start(boolean stories, LocalPorts ports, Configuration overrides)
            throws CommandException, IOException {
        EmbeddedSystem starting =
                new EmbeddedSystem(
                        new EmbeddedSystem.Setup(folder, stories, ports, overrides), progress);
        synchronized (this) {
            if (closed) {
                throw new CommandException("stopped while starting");
            }
            system = starting;
        }
        starting.start();
        return starting;
    }

    /** Starts a process that ends with this run, should it still be there then. */
    synchronized Process start(ProcessBuilder process) throws IOException, CommandException {
        if (closed) {
            throw new CommandException("stopped while starting");
        }
        Process started = process.start();
        helper = started;
        return started;
    }

    /** Saves the jobs where the data is kept, so that the next run goes on from here. */
    void keepIfAsked() throws CommandException {
        EmbeddedSystem running = system;
        if (kept && running != null) {
            running.suspend();
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

    private void stop() {
        STOPPED.set(true);
        end();
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        if (helper != null) {
            helper.destroy();
            helper.onExit().join();
        }
        if (system != null) {
            system.close();
        }
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
        if (!kept) {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private static Path kept(Path folder) throws CommandException {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new CommandException("cannot keep anything in " + folder + ": " + e, e);
        }
    }

    private static FileChannel lock(Path folder) throws CommandException {
        Path file = folder.resolve(LOCK);
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new CommandException(folder + " is in use by another wrapped command");
            }
            return channel;
        } catch (IOException e) {
            throw new CommandException("cannot write to " + folder + ": " + e, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
