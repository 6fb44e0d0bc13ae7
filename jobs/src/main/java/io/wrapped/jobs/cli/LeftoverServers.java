package io.wrapped.jobs.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Servers of a command that was killed. They end by themselves once they see that it is gone, but
 * take some seconds for it, in which their folder cannot be used.
 */
final class LeftoverServers {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 200;

    private LeftoverServers() {}

    /**
     * Waits until no server uses a folder.
     *
     * @throws CommandException when one still does after a minute
     */
    static void awaitEnd(Path folder, Progress progress) throws CommandException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        for (String server : List.of("hbase", "kafka")) {
            Path lock = folder.resolve(server).resolve("server.lock");
            while (Files.exists(lock) && isHeld(lock)) {
                if (!told) {
                    progress.step("Waiting for the servers of an earlier run to end");
                    told = true;
                }
                if (System.nanoTime() > deadline) {
                    throw new CommandException(
                            "a server of an earlier run still uses " + lock.getParent());
                }
                pause();
            }
        }
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static void pause() throws CommandException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }
}
