package io.wrapped.local;

import java.util.Map;

/** A server that {@link ServerProcess} runs. */
public interface EmbeddedServer extends AutoCloseable {

    /**
     * Starts and returns once clients can use it.
     *
     * @return what clients need to know to connect, in the order to print
     */
    Map<String, String> start() throws Exception;

    /** Waits until the server has ended, by {@link #close()} or by itself. */
    void awaitEnd() throws InterruptedException;

    /** Ends the server with everything written. */
    @Override
    void close() throws Exception;
}
