package io.wrapped.system.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The offline story writer in a process of its own, which can be killed. */
public final class WriterServer implements AutoCloseable {
    private static final String WRITER = "io.wrapped.local.writer.StoryWriter";

    private final Path folder;
    private final String latencyMs;
    private final String url;
    private ServerChild process;

    private WriterServer(Path folder, String latencyMs) throws IOException {
        this.folder = folder;
        this.latencyMs = latencyMs;
        process = start("0");
        url = process.ready().get("url");
    }

    /**
     * Starts a writer.
     *
     * @param folder where its complaints go
     * @param latencyMs how long it thinks, milliseconds
     */
    public static WriterServer start(Path folder, String latencyMs) throws IOException {
        return new WriterServer(folder, latencyMs);
    }

    private ServerChild start(String port) throws IOException {
        return ServerChild.start(
                WRITER, "64m", folder, List.of("--port", port, "--latency", latencyMs));
    }

    /** Where it listens, also after a restart. */
    public String url() {
        return url;
    }

    /** Kills it, as a power cut would. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it again where it was. */
    public void restart() throws IOException {
        process = start(url.substring(url.lastIndexOf(':') + 1));
        process.ready();
    }

    @Override
    public void close() {
        process.close();
    }
}
