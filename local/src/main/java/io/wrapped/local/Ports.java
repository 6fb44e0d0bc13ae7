package io.wrapped.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports. */
public final class Ports {
    /** The only address that embedded servers listen on. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Where free ports are looked for: below those that systems give to outgoing connections (from
     * 32768 on Linux, 49152 elsewhere), one of which would take a port between its choice and its
     * use.
     */
    private static final int FIRST = 20_000;

    private static final int AFTER_LAST = 32_768;
    private static final int TRIES = 100;

    private Ports() {}

    /**
     * The wanted port, or for 0 one that is free now.
     *
     * @throws IOException naming the port when something else listens on it
     */
    public static int choose(int wanted) throws IOException {
        return wanted == 0 ? chooseFree() : checkFree(wanted);
    }

    /** At random, so that processes which choose at the same time choose different ones. */
    private static int chooseFree() throws IOException {
        IOException last = new IOException("no port was tried");
        for (int i = 0; i < TRIES; i++) {
            try {
                return checkFree(ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "none of %d ports of %s from %d to %d is free"
                        .formatted(TRIES, LOOPBACK, FIRST, AFTER_LAST - 1),
                last);
    }

    private static int checkFree(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // A port that a killed server just left may still have connections winding down.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IOException("port " + wanted + " of " + LOOPBACK + " is taken", e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public static String address(int port) {
        return LOOPBACK + ":" + port;
    }
}
