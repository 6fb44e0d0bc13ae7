package io.wrapped.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Watches how much of the disk the tasks' replicas of the catalogue take. */
final class CatalogueDisk implements AutoCloseable {
    private static final int PERIOD_MS = 500;
    private static final String REPLICA = "catalogue-";

    private final Path folder;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private volatile long mostBytes;

    /**
     * @param folder of the run, below which the replicas lie
     */
    CatalogueDisk(Path folder) {
        this.folder = folder;
        var unused =
                watch.scheduleWithFixedDelay(
                        this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    long mostBytes() {
        return mostBytes;
    }

    private void look() {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().contains(REPLICA) && Files.isRegularFile(file)) {
                    bytes += Files.size(file);
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Files come and go; the next look sees them all.
            return;
        }
        mostBytes = Math.max(mostBytes, bytes);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
