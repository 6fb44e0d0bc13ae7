package io.wrapped.jobs.cli.status;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether somebody listens at addresses. */
public final class Addresses {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Addresses() {}

    /**
     * Why nobody can be reached at any of the addresses; null when somebody listens, and one is
     * enough.
     *
     * @param servers as host:port[,host:port…]
     * @throws IllegalArgumentException when that is not what they are
     */
    public static @Nullable String unreachable(String servers) {
        return unreachable(servers.split(","), CONNECT);
    }

    /** As above, within so long for all of them. */
    public static @Nullable String unreachable(String servers, Duration within) {
        String[] all = servers.split(",");
        Duration each = within.dividedBy(Math.max(1, all.length));
        return unreachable(all, each.compareTo(CONNECT) < 0 ? each : CONNECT);
    }

    private static @Nullable String unreachable(String[] servers, Duration each) {
        String reason = "no address is given";
        for (String server : servers) {
            int colon = server.lastIndexOf(':');
            String port = server.substring(colon + 1).strip();
            if (colon < 1 || !port.matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException(
                        "'" + server + "' is no address, expected HOST:PORT");
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                server.substring(0, colon).strip(), Integer.parseInt(port)),
                        Math.toIntExact(Math.max(1, each.toMillis())));
                return null;
            } catch (UnknownHostException e) {
                reason = "no host of that name";
            } catch (IOException | IllegalArgumentException e) {
                reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
        return reason;
    }
}
