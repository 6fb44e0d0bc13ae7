package io.wrapped.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports. */
public final class Ports {
    /** The only address that embedded servers listen on. */
    public static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /**
     * The wanted port, or for 0 one that is free now.
     *
     * @throws IOException naming the port when something else listens on it
     */
    public static int choose(int wanted) throws IOException {
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
